import Taro from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import type { Motion } from '../../../types/motion'
import { MOTION_DRAFT } from '../../components/motion-draft'
import { editMotion } from '../../components/motion-row'
import { Confirm } from '../../components/sheet'
import { call, type CallError } from '../../services/call'
import { dropDraft } from '../../services/draft'
import { personKey, useMe } from '../../services/session'
import { useAct } from '../../services/use-act'
import type { ActButton } from './acts'

const leave = () => Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.switchTab({ url: '/pages/duty/index' })

export interface MotionActs {
  begin: (act: ActButton) => void
  running: ActButton['act'] | undefined
  slow: boolean
  error: CallError | undefined
  /** What was just done. */
  done: string | undefined
  /** The question to be answered first, to be shown over the page. */
  question: ReactNode
}

/**
 * Runs what the buttons of a motion say.
 * @param onMotion the motion as it is after the act
 * @param onRefused a rule said no, so what is shown is probably old
 */
export const useMotionActs = (id: string, onMotion: (motion: Motion) => void, onRefused: () => void): MotionActs => {
  const [asked, setAsked] = useState<ActButton>()
  const [running, setRunning] = useState<ActButton['act']>()
  const [done, setDone] = useState<string>()
  const { me } = useMe()

  const perform = async (act: ActButton['act']): Promise<Motion | undefined> => {
    switch (act) {
      case 'accept': return call('motions', 'answer', { id, accept: true })
      case 'decline': return call('motions', 'answer', { id, accept: false })
      case 'submit': return call('motions', 'submit', { id })
      case 'drop':
        await call('motions', 'dropDraft', { id })
        dropDraft(personKey(me), MOTION_DRAFT, id)
        await leave()
        return undefined
      case 'edit': return void editMotion(id)
      case 'invite': return void Taro.navigateTo({ url: `/pages/motions/invite?id=${id}` })
    }
  }

  const doing = useAct(async (button: ActButton) => {
    setRunning(button.act)
    setDone(undefined)
    try {
      const motion = await perform(button.act)
      if (motion) onMotion(motion)
      if (button.done) setDone(button.done)
    } catch (e) {
      if ((e as CallError).kind === 'refusal') onRefused()
      throw e
    } finally {
      setRunning(undefined)
      setAsked(undefined)
    }
  })

  const question = asked?.question ? (
    <Confirm
      {...asked.question}
      danger={asked.danger}
      busy={doing.busy}
      onYes={() => void doing.run(asked)}
      onNo={() => setAsked(undefined)}
    />
  ) : null

  const begin = (button: ActButton) => {
    doing.clear()
    if (button.question) setAsked(button)
    else void doing.run(button)
  }
  return { begin, running, slow: doing.slow, error: doing.error, done, question }
}
