import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { GroupRef, QuestionResult } from '../../../types/survey-results'
import { role } from '../../components/aria'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { PagedList } from '../../components/paged-list'
import { Pictures } from '../../components/pictures'
import { Sheet } from '../../components/sheet'
import { SearchBox } from '../../components/text-field'
import { LoadedView } from '../../components/trouble'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'

interface Props { id: string; r: QuestionResult; only: GroupRef | undefined; onClose: () => void }

type View_ = 'all' | 'alike'

const All = ({ id, r, only }: Omit<Props, 'onClose'>) => {
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const pages = usePages(cursor => call('surveys', 'texts', { id, question: r.key, text: text || undefined, only, cursor }), [id, r.key, text, only?.group])
  return (
    <View className='stack'>
      <SearchBox label='搜索回答里的字' value={typed} onChange={setTyped} />
      <PagedList pages={pages} empty={<Empty icon='search' title={text ? `没有提到“${text}”的回答` : '没有文字回答'} />}>
        {items => (
          <View {...role('list')}>
            {items.map((t, i) => (
              <View key={i} className='said' {...role('listitem')}>
                <View className='body written'>{t.text}</View>
                {t.who ? <View className='note'>{t.who}</View> : null}
              </View>
            ))}
          </View>
        )}
      </PagedList>
    </View>
  )
}

const Alike = ({ id, r }: Pick<Props, 'id' | 'r'>) => {
  const loaded = useLoad(() => call('surveys', 'alike', { id, question: r.key }), [id, r.key])
  return (
    <LoadedView loaded={loaded} rows={4}>
      {({ read, groups }) => groups.length === 0 ? <Empty icon='search' title='没有文字回答' /> : (
        <View className='stack-tight'>
          <View className='note'>看了 {read} 条，说法相近的放在一起，多的在前。</View>
          <View {...role('list')}>
            {groups.map((g, i) => (
              <View key={i} className='said' {...role('listitem')}>
                <View className='strong'>{g.n} 条相近</View>
                {g.texts.slice(0, 5).map((t, n) => <View key={n} className='body written'>{t}</View>)}
                {g.n > 5 ? <View className='note'>等 {g.n} 条</View> : null}
              </View>
            ))}
          </View>
        </View>
      )}
    </LoadedView>
  )
}

/** What people wrote to a question, to be searched, or put together where it says much the same. */
export const TextsSheet = ({ id, r, only, onClose }: Props) => {
  const [view, setView] = useState<View_>('all')
  return (
    <Sheet title={r.title} onClose={onClose}>
      <View className='stack'>
        <Tabs label='怎样看' options={[{ value: 'all', text: '逐条看' }, { value: 'alike', text: '相近的归在一起' }]} value={view} onChange={setView} />
        {view === 'all' ? <All id={id} r={r} only={only} /> : <Alike id={id} r={r} />}
      </View>
    </Sheet>
  )
}

/** Pictures that came as answers. */
export const PicturesSheet = ({ id, r, onClose }: Omit<Props, 'only'>) => {
  const pages = usePages(cursor => call('surveys', 'pictures', { id, question: r.key, cursor }), [id, r.key])
  return (
    <Sheet title={r.title} onClose={onClose}>
      <PagedList pages={pages} empty={<Empty icon='picture' title='没有图片' />}>
        {items => <Pictures items={items.map(p => ({ key: p.fileId, url: p.url, state: 'kept' as const }))} onPreview={i => void Taro.previewImage({ urls: items.map(p => p.url), current: items[i]!.url })} />}
      </PagedList>
    </Sheet>
  )
}
