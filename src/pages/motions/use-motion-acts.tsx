import Taro from '@tarojs/taro'
import { useState, type ReactNode } from 'react'
import type { Motion } from '../../../types/motion'
import type { InputOfAct, LifeAct } from '../../../types/motion-acts'
import { MOTION_DRAFT } from '../../components/motion-draft'
import { editMotion } from '../../components/motion-row'
import { Confirm } from '../../components/sheet'
import { call, type CallError } from '../../services/call'
import { dropDraft } from '../../services/draft'
import { newId } from '../../services/new-id'
import { openPage } from '../../services/open-page'
import { personKey, useMe } from '../../services/session'
import { useAct } from '../../services/use-act'
import type { ActButton, PersonAct } from './acts'
import { justDone } from './just-done'

const leave = () => Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.switchTab({ url: '/pages/duty/index' })

/** Acts of the life that need nothing but the motion. */
type Bare = Extract<LifeAct, 'cosign' | 'split' | 'signFor' | 'grantExtension' | 'sign' | 'archive'>

export interface MotionActs {
  begin: (act: ActButton) => void
  running: PersonAct | undefined
  slow: boolean
  error: CallError | undefined
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
  const [running, setRunning] = useState<PersonAct>()
  // One key until the act is done, so that a repeat after a lost answer is known as the same act.
  const [keys, setKeys] = useState<Partial<Record<PersonAct, string>>>({})
  const { me } = useMe()

  const keyFor = async (act: PersonAct) => {
    const key = keys[act] ?? await newId()
    setKeys(now => ({ ...now, [act]: key }))
    return key
  }

  const perform = async ({ act, form }: ActButton): Promise<Motion | undefined> => {
    if (form) return void openPage(`/pages/motions/act?id=${id}&act=${act}`)
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
      case 'invite': return void openPage(`/pages/motions/invite?id=${id}`)
      default: return call('motions', 'act', { act: act as Bare, id, key: await keyFor(act) } as InputOfAct<Bare>)
    }
  }

  const doing = useAct(async (button: ActButton) => {
    setRunning(button.act)
    justDone.set(undefined)
    try {
      const motion = await perform(button)
      if (motion) onMotion(motion)
      if (motion && button.done) justDone.set({ id, words: button.done })
      setKeys(now => ({ ...now, [button.act]: undefined }))
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
      danger={asked.danger && asked.act !== 'submit'}
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
  return { begin, running, slow: doing.slow, error: doing.error, question }
}
