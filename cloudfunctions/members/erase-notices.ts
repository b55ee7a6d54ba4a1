import { ERASED_NAME } from '../../domain/erased'
import { stale } from '../../domain/refusal'
import { command } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import type { NoticeDoc } from '../_kit/notice-documents'
import { noticeIdOf } from '../_kit/notice-id'
import type { Call } from '../_kit/serve'
import type { Store } from '../_kit/store'

type Erased = Pick<PersonDoc, '_id' | 'name'>

const PART = 100
const TRIES = 6

/** Lines of before ids were kept in them are known by the name alone, in their own notices. */
const isTheirs = ({ by, byId }: NoticeDoc['events'][number], own: boolean, { _id, name }: Erased) => (byId === undefined ? own && by === name : byId === _id)

/** As whom they wrote it or had a hand in it. What the timer writes into its history meanwhile must not be lost. */
async function forgetHand(store: Store, id: string, person: Erased): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const doc = await store.notices.get(id)
    if (!doc) return
    const own = doc.byId === person._id
    const events = doc.events.map(e => (isTheirs(e, own, person) ? { ...e, by: ERASED_NAME, byId: '' } : e))
    if (await store.notices.change({ _id: id, rev: doc.rev }, { events, ...(own ? { by: ERASED_NAME, byId: null } : {}) })) return
  }
  throw stale('有一条通知正在发送，这项注销')
}

/**
 * What became of a notice's recipients is the union's record and bears ids only; what was theirs alone goes, and their name
 * where they asked others to co-sign, wrote the notice, or had a hand in it. Before the motions themselves forget whose they were.
 */
export async function eraseNotices({ store }: Pick<Call<unknown>, 'store'>, person: PersonDoc): Promise<void> {
  const { _id: personId, name } = person
  await store.noticeBoxes.remove({ personId })
  await store.credits.remove({ personId })
  await store.receipts.remove({ personId })
  const [written, acted] = await Promise.all([every(store.notices, { byId: personId }, ['_id']), every(store.notices, { 'events.byId': personId }, ['_id'])])
  for (const id of new Set([...written, ...acted].map(n => n._id))) await forgetHand(store, id, person)
  // Of messages that went out nothing is shown but to the office: somebody of the same name misses nothing.
  await store.notices.change({ shownAt: command.neq(null), 'message.values.thing2': name }, { 'message.values.thing2': ERASED_NAME })
  const motions = await every(store.motions, { proposerId: personId }, ['_id', 'events'])
  const asked = motions.flatMap(m => m.events.map((_, i) => noticeIdOf(`motion.${m._id}.${i}.asked`)))
  for (let at = 0; at < asked.length; at += PART) {
    const part = command.in(asked.slice(at, at + PART))
    await store.notices.change({ _id: part }, { text: `${ERASED_NAME}的提案人请您附议这件提案。` })
    await store.notices.change({ _id: part, message: command.neq(null) }, { 'message.values.thing2': ERASED_NAME })
  }
}
