import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Button } from './button'
import { Card } from './card'
import { ErrorState, Loading, type Trouble } from './feedback'
import { Notice } from './notice'
import type { Loaded } from '../services/use-load'

const titles: Record<Trouble['kind'], string> = {
  offline: '没有连上',
  refusal: '没有办成',
  fault: '系统出了点问题',
}

/** An act failed: what happened and what to do, beside the act. */
export const ActTrouble = ({ error }: { error: Trouble | undefined }) => error
  ? <Notice meaning={error.kind === 'refusal' ? 'refused' : 'attention'} title={titles[error.kind]} text={error.message} />
  : null

/** What was loaded; or that it is coming, or why it did not. Old data stay, with a word about it. */
export const LoadedView = <T,>({ loaded, rows, children }: { loaded: Loaded<T>; rows?: number; children: (data: T) => ReactNode }) => {
  const { data, error, reload } = loaded
  if (data === undefined) return <Card flush>{error ? <ErrorState error={error} onRetry={() => void reload()} /> : <Loading rows={rows} />}</Card>
  return (
    <View className='stack'>
      {error ? <Notice meaning='attention' title='看到的可能不是最新的' text={error.message} act={<Button text='再试一次' icon='retry' onTap={() => void reload()} />} /> : null}
      {children(data)}
    </View>
  )
}
