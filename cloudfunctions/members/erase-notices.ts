import { ERASED_NAME } from '../../domain/erased'
import { command } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import { noticeIdOf } from '../_kit/notice-id'
import type { Call } from '../_kit/serve'

const PART = 100

/**
 * What became of a notice's recipients is the union's record and bears ids only; what was theirs alone goes, and their name
 * where they asked others to co-sign, or wrote the notice. Before the motions themselves forget whose they were.
 */
export async function eraseNotices({ store }: Pick<Call<unknown>, 'store'>, { _id: personId, name }: PersonDoc): Promise<void> {
  await store.noticeBoxes.remove({ personId })
  await store.credits.remove({ personId })
  await store.receipts.remove({ personId })
  for (const { _id, events } of await every(store.notices, { byId: personId }, ['_id', 'events'])) {
    await store.notices.change({ _id }, { by: ERASED_NAME, byId: null, events: events.map(e => (e.by === name ? { ...e, by: ERASED_NAME } : e)) })
  }
  const motions = await every(store.motions, { proposerId: personId }, ['_id', 'events'])
  const asked = motions.flatMap(m => m.events.map((_, i) => noticeIdOf(`motion.${m._id}.${i}.asked`)))
  for (let at = 0; at < asked.length; at += PART) {
    const part = command.in(asked.slice(at, at + PART))
    await store.notices.change({ _id: part }, { text: `${ERASED_NAME}的提案人请您附议这件提案。` })
    await store.notices.change({ _id: part, message: command.neq(null) }, { 'message.values.thing2': ERASED_NAME })
  }
}
