import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { role } from './aria'
import { Button } from './button'
import { ErrorState, Loading, type Trouble } from './feedback'
import { Notice } from './notice'
import './paged-list.scss'

/** What services/use-pages.ts hands out. */
export interface PagesLike<T> {
  items: readonly T[]
  error: Trouble | undefined
  loading: boolean
  loadingMore: boolean
  ended: boolean
  reload: () => unknown
  more: () => unknown
}

export interface PagedListProps<T> {
  pages: PagesLike<T>
  /** An Empty, for a list without anything in it. */
  empty: ReactNode
  children: (items: readonly T[]) => ReactNode
}

const Foot = <T,>({ pages }: { pages: PagesLike<T> }) => {
  if (pages.error) {
    return (
      <View className='paged-foot'>
        <Notice
          meaning='attention'
          title={pages.error.kind === 'offline' ? '没有连上，看到的可能不是最新的' : '后面的没有读出来'}
          text={pages.error.message}
          act={<Button text='再试一次' icon='retry' onTap={() => void (pages.ended ? pages.reload() : pages.more())} />}
        />
      </View>
    )
  }
  if (!pages.ended) {
    return (
      <View className='paged-foot'>
        <Button wide text='继续显示' busy={pages.loadingMore} busyText='正在读取…' onTap={() => void pages.more()} />
      </View>
    )
  }
  return <View className='paged-foot paged-end' {...role('status')}>共 {pages.items.length} 条，已全部显示</View>
}

/** A list that comes page by page, with everything that can happen to it: loading, empty, failed, more, the end. */
export const PagedList = <T,>({ pages, empty, children }: PagedListProps<T>) => {
  if (pages.items.length === 0) {
    if (pages.error) return <ErrorState error={pages.error} onRetry={() => void pages.reload()} />
    return pages.loading ? <Loading rows={4} /> : <>{empty}</>
  }
  return (
    <View>
      {children(pages.items)}
      <Foot pages={pages} />
    </View>
  )
}
