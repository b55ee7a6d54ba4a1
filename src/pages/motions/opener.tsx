import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Button } from '../../components/button'
import { Empty, ErrorState, Loading } from '../../components/feedback'
import { MOTION_DRAFT, draftTextOf, emptyDraft, sameText, type MotionDraft } from '../../components/motion-draft'
import { Page } from '../../components/page'
import { call, type CallError } from '../../services/call'
import { dropDraft, readDraft, saveDraft } from '../../services/draft'
import { personKey, type Me } from '../../services/session'
import type { Output } from '../../../types/api'
import { Conflict } from './conflict'
import { Editor } from './editor'

type Held = Output<'motions', 'get'>

/** What opening a draft comes to: which text to go on with, or a question to the person first. */
type Opening =
  | { state: 'write'; start: MotionDraft; held?: Held }
  | { state: 'choose'; mine: MotionDraft; mineAt: number; held: Held }
  | { state: 'sent' }
  | { state: 'failed'; error: CallError }

const fromServer = (held: Held): MotionDraft =>
  ({ ...emptyDraft, ...draftTextOf(held.motion), rev: held.motion.rev })

/** What the server does not keep of a draft: whom to ask, and in whose name. */
const chosenIn = (d: MotionDraft = emptyDraft): Pick<MotionDraft, 'invite' | 'open' | 'asDelegation'> =>
  ({ invite: d.invite, open: d.open, asDelegation: d.asDelegation })

/** Compares what the phone has with what the server has. A newer text on either side is never thrown away unasked. */
const opening = (me: Me, id: string, held: Held | undefined, error: CallError | undefined): Opening => {
  const kept = readDraft<MotionDraft>(personKey(me), MOTION_DRAFT, id)
  if (!held) {
    if (kept) return { state: 'write', start: kept.data }
    return error ? { state: 'failed', error } : { state: 'write', start: emptyDraft }
  }
  if (held.motion.state !== 'draft') {
    dropDraft(personKey(me), MOTION_DRAFT, id)
    return { state: 'sent' }
  }
  if (kept?.data.dirty && !sameText(held.motion, kept.data)) {
    return held.motion.rev > kept.data.rev
      ? { state: 'choose', mine: kept.data, mineAt: kept.savedAt, held }
      : { state: 'write', start: kept.data, held }
  }
  const start = { ...fromServer(held), ...chosenIn(kept?.data) }
  saveDraft(personKey(me), MOTION_DRAFT, id, start)
  return { state: 'write', start, held }
}

const ask = async (me: Me, id: string, fresh: boolean): Promise<Opening> => {
  if (fresh) return opening(me, id, undefined, undefined)
  try {
    return opening(me, id, await call('motions', 'get', { id }), undefined)
  } catch (error) {
    return opening(me, id, undefined, error as CallError)
  }
}

const showSent = (id: string) => void Taro.redirectTo({ url: `/pages/motions/detail?id=${id}` })

/** Finds the text to go on with, and hands it to the editor. */
export const Opener = ({ me, id, fresh }: { me: Me; id: string; fresh: boolean }) => {
  const [turn, setTurn] = useState(0)
  const [now, setNow] = useState<Opening>()
  useEffect(() => {
    let left = false
    setNow(undefined)
    void ask(me, id, fresh && turn === 0).then(found => { if (!left) setNow(found) })
    return () => { left = true }
    // Who I am is refreshed now and then; only another person is another opening.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [me.personId, id, fresh, turn])

  const again = () => setTurn(t => t + 1)
  if (!now) return <Page title='写提案'><Loading rows={4} /></Page>
  if (now.state === 'failed') return <Page title='写提案'><ErrorState error={now.error} onRetry={again} /></Page>
  if (now.state === 'sent') {
    return (
      <Page title='写提案'>
        <Empty icon='done' title='这件提案已经发出' text='发出后内容不能再改，可以去看它现在到了哪一步。' act={<Button text='看这件提案' onTap={() => showSent(id)} />} />
      </Page>
    )
  }
  if (now.state === 'choose') {
    const keep = (start: MotionDraft) => {
      saveDraft(personKey(me), MOTION_DRAFT, id, start)
      setNow({ state: 'write', start, held: now.held })
    }
    return (
      <Conflict
        mine={now.mine}
        mineAt={now.mineAt}
        theirs={now.held.motion}
        onMine={() => keep({ ...now.mine, rev: now.held.motion.rev })}
        onTheirs={() => keep({ ...fromServer(now.held), ...chosenIn(now.mine) })}
      />
    )
  }
  return <Editor key={turn} me={me} id={id} start={now.start} pictures={now.held?.pictures ?? []} files={now.held?.files ?? []} onStale={again} />
}
