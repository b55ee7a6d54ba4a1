import { sumCounts, unpackStates } from '../../domain/notice/batch'
import { reasonOf } from '../../domain/notice/outcome'
import { sendStateWords } from '../../domain/notice/words'
import { Refusal } from '../../domain/refusal'
import type { InputOf } from '../../types/contract'
import type { notices } from '../../types/notice'
import { command, contains } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import type { NoticeDoc, SendDoc } from '../_kit/notice-documents'
import { marksOf, noNotice, standingAmong, walkNotYet } from '../_kit/notice-recipients'
import { someOf } from '../_kit/notice-walk'
import type { Call, Handlers } from '../_kit/serve'
import type { Store, Where } from '../_kit/store'
import { peopleOf } from './audience'
import { audienceCall } from './making'

type Results = Pick<Handlers<typeof notices>, 'progress' | 'result' | 'readers'>

const PAGE = 50
const MOST_BATCHES = 300

async function planned(store: Store, id: string): Promise<NoticeDoc> {
  const doc = await store.notices.get(id)
  if (!doc) throw noNotice()
  if (!doc.plan) throw new Refusal('WRONG_STATE', '这条通知还没有预演，还没有发送对象')
  return doc
}

/** A place in the batches: which one, and from which recipient on. */
const placeOf = (cursor: string | undefined): [batch: number, at: number] => {
  const found = /^(\d{1,4})\.(\d{1,5})$/.exec(cursor ?? '0.0')
  if (!found) throw new Refusal('BAD_INPUT', '列表的位置已失效，请回到开头重新查看', 'cursor')
  return [Number(found[1]), Number(found[2])]
}

const outcomeIn = ({ people, notes }: SendDoc, states: ReturnType<typeof unpackStates>, i: number) => {
  const note = notes[i]
  const code = note?.code || null
  return { personId: people[i]!, state: states[i]!, code, tries: note?.tries ?? 0, reason: code === null ? sendStateWords[states[i]!] : reasonOf(code) }
}

async function readersOf(store: Store, id: string, confirmed: boolean, cursor: string | undefined) {
  const page = await store.receipts.page({ noticeId: id, ...(confirmed ? { confirmed: true } : {}) }, { field: 'readAt', direction: 'desc', limit: PAGE, cursor })
  const person = await peopleOf(store, page.items.map(r => r.personId))
  return { ...page, items: page.items.map(r => ({ ...person(r.personId), readAt: r.readAt, confirmedAt: r.confirmedAt })) }
}

/** Found by name or 工号 among all people, fifty at a time, whatever the notice's own list is. */
async function found(call: Call<InputOf<typeof notices.readers>>, doc: NoticeDoc, text: string) {
  const { input: { which, cursor }, store } = call
  const like = command.or([{ name: contains(text) }, { employeeNo: contains(text) }])
  const page = await store.people.page(command.and([{ erased: false }, like]) as unknown as Where<PersonDoc>, { field: 'name', direction: 'asc', limit: PAGE, cursor, fields: ['_id', 'name'] })
  const standing = await standingAmong(audienceCall(call), doc, which, page.items.map(p => p._id))
  const person = await peopleOf(store, standing.map(s => s.personId))
  return { ...page, items: standing.map(({ personId, mark }) => ({ ...person(personId), readAt: mark?.readAt ?? null, confirmedAt: mark?.confirmedAt ?? null })) }
}

export const results: Results = {
  progress: {
    allow: ['staff'],
    trips: 2,
    async run({ input: { id }, store }) {
      const found = await store.notices.joined(id, {
        // What a plan that was cut off left behind is nobody's.
        sends: { from: 'sends', bind: { token: { $ifNull: ['$plan.token', ''] } }, match: { noticeId: id, $expr: { $eq: ['$plan', '$$token'] } }, limit: MOST_BATCHES, fields: ['counts'] },
        receipts: { from: 'receipts', match: { noticeId: id }, tally: '$confirmed' },
      })
      if (!found) throw noNotice()
      const { doc, beside } = found
      const tally = beside.receipts as unknown as { _id: boolean; n: number }[]
      return {
        state: doc.state, why: doc.why, rev: doc.rev, total: doc.plan?.total ?? 0,
        counts: sumCounts(beside.sends.map(s => s.counts)),
        read: tally.reduce((sum, t) => sum + t.n, 0), confirmed: tally.find(t => t._id)?.n ?? 0,
      }
    },
  },

  result: {
    allow: ['staff'],
    // Identity, the notice, a batch, its people, their units.
    trips: 8,
    async run({ input: { id, state, cursor }, store }) {
      const doc = await planned(store, id)
      const [n, from] = placeOf(cursor)
      const batch = (await store.sends.find({ noticeId: id, plan: doc.plan!.token, n }))[0]
      if (!batch) return { items: [] }
      const states = unpackStates(batch.states)
      const matching = states.flatMap((s, i) => (i >= from && (!state || s === state) ? [i] : []))
      const shown = matching.slice(0, PAGE)
      const person = await peopleOf(store, shown.map(i => batch.people[i]!))
      const next = matching.length > PAGE ? `${n}.${matching[PAGE]!}` : `${n + 1}.0`
      const last = matching.length <= PAGE && n + 1 >= doc.plan!.batches
      return { items: shown.map(i => ({ ...outcomeIn(batch, states, i), ...person(batch.people[i]!) })), ...(last ? {} : { next }) }
    },
  },

  readers: {
    allow: ['staff'],
    // Identity, the notice, the units asked by the hundred; ten pages (a list, its people, what they read); their units.
    trips: 60,
    async run(call) {
      const { input: { id, which, text, cursor }, store } = call
      const doc = await planned(store, id)
      if (text) return found(call, doc, text)
      if (which === 'read' || which === 'confirmed') return readersOf(store, id, which === 'confirmed', cursor)
      const asked = audienceCall(call)
      const { people, next } = await someOf(await walkNotYet(asked, doc, which), cursor ?? '', PAGE)
      const marks = which === 'unconfirmed' && people.length ? await marksOf(asked, id, people) : undefined
      const person = await peopleOf(store, people.map(p => p._id))
      return { items: people.map(p => ({ ...person(p._id), readAt: marks?.get(p._id)?.readAt ?? null, confirmedAt: null })), ...(next === null ? {} : { next }) }
    },
  },
}
