import { collectsOpinions } from '../../domain/congress/opinions'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { Opinion } from '../../types/congress-session'
import type { OpinionDoc, RollDoc, SessionDoc } from '../_kit/documents'
import type { Me } from '../_kit/identity'
import type { Handlers } from '../_kit/serve'
import { oneBeside, type NewDoc, type Store } from '../_kit/store'
import { demandFitText } from '../_kit/text-check'
import { noSession } from './known'
import { mySeat, sightOfMe } from './viewer'

type Opinions = Pick<Handlers<typeof congress>, 'opinions' | 'opinionAdd' | 'opinionAnswer'>

const PAGE = 30

const collecting = (s: SessionDoc) => collectsOpinions(s.stage, s.notice !== null)

async function readSession(store: Store, sessionId: string, me: Me, now: number) {
  const found = await store.sessions.joined(sessionId, {
    row: { from: 'roll', match: { _id: `${sessionId}.${me.person!._id}` }, limit: 1 },
    matters: { from: 'matters', match: { sessionId }, limit: 200, fields: ['title'] },
  })
  const row = found?.beside.row[0]
  const sight = found ? sightOfMe(found.doc, me, now, row) : 'none'
  if (!found || sight === 'none' || sight === 'worker') throw noSession()
  return { session: found.doc, row, matters: found.beside.matters, sight }
}

/** The delegation for which the caller speaks; undefined = no delegate of this session. */
function delegationOf(session: SessionDoc, row: RollDoc | undefined, me: Me, now: number): string | undefined {
  if (row) return row.observer ? undefined : row.delegation
  if (session.rollAt !== null) return undefined
  const called = session.rehearsal || session.kind === 'joint' ? session.invited.includes(me.person!._id) : true
  return called ? mySeat(me, now)?.delegation : undefined
}

/** Who spoke is known to the office and the own delegation; the others read what was said. */
const viewFor = (own: string | undefined, all: boolean, personId: string) => (doc: OpinionDoc): Opinion =>
  ({ ...doc, by: all || doc.personId === personId || doc.delegation === own ? doc.by : '' })

export const opinionActs: Opinions = {
  opinions: {
    allow: 'person',
    trips: 3,
    async run({ input: { sessionId, cursor }, me, store, now }) {
      const { session, row, sight } = await readSession(store, sessionId, me, now)
      const page = await store.opinions.page({ sessionId }, { field: 'at', direction: 'desc', limit: PAGE, cursor })
      return { ...page, items: page.items.map(viewFor(delegationOf(session, row, me, now), sight === 'office', me.person!._id)) }
    },
  },

  opinionAdd: {
    allow: 'person',
    trips: 4,
    async run(call) {
      const { input: { id, sessionId, matterId, text }, me, store, now } = call
      const { session, row, matters } = await readSession(store, sessionId, me, now)
      const delegation = delegationOf(session, row, me, now)
      if (delegation === undefined) throw new Refusal('NOT_DELEGATE', '只有这次会议的正式代表可以提意见')
      if (matterId !== null && !matters.some(m => m._id === matterId)) throw new Refusal('NOT_FOUND', '这次会议没有这个议题', 'matterId')
      const person = me.person!
      const there = collecting(session) ? undefined : await store.opinions.get(id)
      if (!there) {
        if (!collecting(session)) throw new Refusal('WRONG_STATE', '现在不在征求意见的时候。会议通知发出后到正式会议开始前可以提意见')
        await demandFitText(call, [text])
        const doc: NewDoc<OpinionDoc> = { _id: id, rev: 1, sessionId, matterId, delegation, by: person.name, personId: person._id, text, at: now, answer: null }
        if (await store.opinions.add(doc)) return doc as OpinionDoc
      }
      const first = there ?? (await store.opinions.get(id))
      // The same opinion sent again (a second tap, a lost answer) is the same opinion.
      if (first?.personId === person._id && first.sessionId === sessionId && first.text === text) return first
      throw stale('这条意见')
    },
  },

  opinionAnswer: {
    allow: ['staff', 'presidium'],
    trips: 4,
    async run(call) {
      const { input: { id, rev, text }, me, store, now } = call
      const found = await store.opinions.joined(id, { session: oneBeside('sessions', '$sessionId', { fields: ['stage'] }) })
      if (!found) throw notFound('条意见')
      const { stage } = found.beside.session[0] as SessionDoc
      const by = me.person!.name
      if (found.doc.answer?.text === text && found.doc.answer.by === by) return found.doc
      if (stage === 'closed' || stage === 'archived' || stage === 'cancelled') throw new Refusal('WRONG_STATE', '会议已经结束，意见的答复不能再改')
      await demandFitText(call, [text])
      const saved = await store.opinions.changeOne({ _id: id, rev }, { answer: { text, by, at: now } })
      if (!saved) throw stale('这条意见')
      return saved
    },
  },
}
