import Taro from '@tarojs/taro'
import { useState } from 'react'
import type { Input } from '../../../types/api'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'

export type Source = Input<'surveys', 'create'>['from']

/** Makes a survey and opens it. The id stays while the same source is tried again, so that a lost answer does not make two. */
export const useMake = (onMade?: () => void) => {
  const [tried] = useState(() => new Map<string, Promise<string>>())
  return useAct(async (from: Source) => {
    const what = JSON.stringify(from)
    const coming = tried.get(what) ?? newId()
    tried.set(what, coming)
    const id = await coming
    await call('surveys', 'create', { id, from })
    onMade?.()
    await Taro.redirectTo({ url: `/pages/survey-office/edit?id=${id}` })
  })
}
