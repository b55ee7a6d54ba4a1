import { sumCounts, unpackStates } from '../../domain/notice/batch'
import { reasonOf } from '../../domain/notice/outcome'
import { sendStateWords } from '../../domain/notice/words'
import { Refusal } from '../../domain/refusal'
import type { notices } from '../../types/notice'
import { command } from '../_kit/cloud'
import type { NoticeDoc, ReceiptDoc, SendDoc } from '../_kit/notice-documents'
import type { Handlers } from '../_kit/serve'
import type { Store } from '../_kit/store'
import { openAudience, unitNames, type Recipient } from './audience'
import { WALK_TRIPS, audienceCall } from './making'
import { noNotice } from './reader'

type Results = Pick<Handlers<typeof notices>, 'progress' | 'result' | 'readers'>

const PAGE = 50
const MOST_BATCHES = 300

async function planned(store: Store, id: string): Promise<NoticeDoc> {
  const doc = await store.notices.get(id)
  if (!doc) throw noNotice()
  if (!doc.plan) throw new Refusal('WRONG_STATE', '这条通知还没有预演，还没有发送对象')
  return doc
}

/** Names of a page of people; whoever is gone is said to be. */
export async function peopleOf(store: Store, ids: readonly string[]) {
  const people = ids.length ? await store.people.find({ _id: command.in([...ids]) }, { fields: ['_id', 'name', 'employeeNo', 'unitId', 'erased'] }) : []
  const names = await unitNames(store, people)
  const byId = new Map(people.map(p => [p._id, p.erased ? { name: '（已注销）', employeeNo: '', unitName: '' } : { name: p.name, employeeNo: p.employeeNo, unitName: names.get(p.unitId) ?? '' }]))
  return (id: string) => ({ personId: id, ...(byId.get(id) ?? { name: '（已不在名册）', employeeNo: '', unitName: '' }) })
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

export const results: Results = {
  progress: {
    allow: ['staff'],
    trips: 2,
    async run({ input: { id }, store }) {
      const found = await store.notices.joined(id, {
        sends: { from: 'sends', match: { noticeId: id }, sort: { n: 1 }, limit: MOST_BATCHES, fields: ['plan', 'counts'] },
        receipts: { from: 'receipts', match: { noticeId: id }, tally: '$confirmed' },
      })
      if (!found) throw noNotice()
      const { doc, beside } = found
      const tally = beside.receipts as unknown as { _id: boolean; n: number }[]
      return {
        state: doc.state, why: doc.why, rev: doc.rev, total: doc.plan?.total ?? 0,
        counts: sumCounts(beside.sends.filter(s => s.plan === doc.plan?.token).map(s => s.counts)),
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
    trips: WALK_TRIPS,
    async run(call) {
      const { input: { id, which, cursor }, store } = call
      const doc = await planned(store, id)
      if (which !== 'unread') return readersOf(store, id, which === 'confirmed', cursor)
      const walk = await openAudience(audienceCall(call), await audienceOf(store, doc))
      const { people, next } = await walk.page(cursor ?? '', PAGE)
      const read = new Set((people.length ? await store.receipts.find({ _id: command.in(people.map(p => `${id}.${p._id}`)) }, { fields: ['personId'] }) : []).map((r: Pick<ReceiptDoc, 'personId'>) => r.personId))
      const left: Recipient[] = people.filter(p => !read.has(p._id))
      const names = await unitNames(store, left)
      return {
        items: left.map(p => ({ personId: p._id, name: p.name, employeeNo: p.employeeNo, unitName: names.get(p.unitId) ?? '', readAt: null, confirmedAt: null })),
        ...(next === null ? {} : { next }),
      }
    },
  },
}

/** A group is looked at as it is now; of any other audience the list of then counts. */
async function audienceOf(store: Store, doc: NoticeDoc): Promise<NoticeDoc['audience']> {
  if (doc.audience.kind === 'group' || doc.audience.kind === 'people') return doc.audience
  const lists = await store.noticeLists.find({ noticeId: doc._id, plan: doc.plan!.token })
  const named = doc.to.flatMap(key => (key.startsWith('p:') ? [key.slice(2)] : []))
  return { kind: 'people', people: [...named, ...lists.flatMap(l => l.people)] }
}
