import { useEffect, useRef, useState } from 'react'
import { useDidHide } from '@tarojs/taro'
import { timeWords } from '../../../domain/words-time'
import type { Values } from '../../../types/survey-answers'
import { call } from '../../services/call'
import type { Device } from '../../services/device'

const PAUSE_MS = 3000

/**
 * In a named 实名 survey the draft goes on on the person's other phones: the last one written stays. The phone's own copy
 * is what counts here, so a lost network is not worth a word.
 * @returns a word about another phone's draft that was replaced, and how to stop: what was sent is no draft any more
 */
export const useServerDraft = (active: boolean, id: string, values: Values, device: Device): [word: string | undefined, stop: () => void] => {
  const [word, setWord] = useState<string>()
  const written = useRef(values)
  const stopped = useRef(false)
  const latest = useRef(values)
  latest.current = values
  const save = useRef(async () => {})
  save.current = async () => {
    if (!active || stopped.current || written.current === latest.current) return
    const sent = latest.current
    written.current = sent
    try {
      const { before } = await call('surveys', 'saveDraft', { id, values: sent, device: device.id, deviceName: device.name })
      if (before) setWord(`您在${before.deviceName}上 ${timeWords(before.at)} 写的草稿，已换成这里的。`)
    } catch {
      written.current = {}
    }
  }
  useEffect(() => {
    if (!active || written.current === values) return undefined
    const timer = setTimeout(() => void save.current(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [active, values])
  useDidHide(() => void save.current())
  useEffect(() => () => void save.current(), [])
  return [word, () => { stopped.current = true }]
}
