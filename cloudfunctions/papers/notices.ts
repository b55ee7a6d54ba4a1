import { clockOf, dayOf } from '../../domain/calendar'
import { unpackStates } from '../../domain/notice/batch'
import { reasonOf } from '../../domain/notice/outcome'
import { sendStateWords } from '../../domain/notice/words'
import { Refusal, notFound } from '../../domain/refusal'
import type { InputOf } from '../../types/contract'
import type { papers } from '../../types/paper'
import { command } from '../_kit/cloud'
import type { PersonDoc, UnitDoc } from '../_kit/documents'
import type { NoticeDoc, ReceiptDoc } from '../_kit/notice-documents'
import { recipientsOf } from '../_kit/notice-recipients'
import type { AudienceCall } from '../_kit/notice-walk'
import { sha256 } from '../_kit/secrets'
import type { Handlers } from '../_kit/serve'
import type { Store } from '../_kit/store'
import { PAGE, STEP_TRIPS, handOut } from './handout'
import type { ListRow } from './list'
import { openBook, type SheetColumn } from './workbook'

type Which = InputOf<typeof papers.noticeList>['which']

const PERSON: SheetColumn[] = [{ title: '姓名', width: 10 }, { title: '工号', width: 12 }, { title: '单位', width: 24 }]
const PHONE: SheetColumn = { title: '手机号', width: 14 }
const RESULT: SheetColumn[] = [{ title: '消息', width: 16 }, { title: '原因', width: 24 }, { title: '阅读时间', width: 18 }, { title: '确认时间', width: 18 }]

/** Of one without a message there is nothing but whether it was read. */
const columnsOf = (which: Which, { message }: NoticeDoc): SheetColumn[] => [...PERSON, ...(which === 'sms' ? [PHONE] : []), ...(message ? RESULT : RESULT.slice(2))]
const when = (at: number | null | undefined) => (at ? clockOf(at) : '')

interface Row { personId: string; state: string; reason: string; reached: boolean }

/** Recipients of one page of a notice without a message: nobody was reached but by reading it. */
async function readersOf(call: AudienceCall, doc: NoticeDoc, cursor: string | undefined): Promise<{ rows: Row[]; next?: string }> {
  const { people, next } = await (await recipientsOf(call, doc)).page(cursor ?? '', PAGE)
  return { rows: people.map(p => ({ personId: p._id, state: '', reason: '', reached: false })), ...(next === null ? {} : { next }) }
}

/** Recipients of one page with what became of their messages, in the order of the batches. */
async function recipients(store: Store, doc: NoticeDoc, cursor: string | undefined): Promise<{ rows: Row[]; next?: string }> {
  const [n, from] = (cursor ?? '0.0').split('.').map(Number) as [number, number]
  const batch = (await store.sends.find({ noticeId: doc._id, plan: doc.plan!.token, n }))[0]
  if (!batch) return { rows: [] }
  const states = unpackStates(batch.states)
  const to = Math.min(batch.people.length, from + PAGE)
  const rows = batch.people.slice(from, to).map((personId, i): Row => {
    const state = states[from + i]!
    const code = batch.notes[from + i]?.code
    return { personId, state: sendStateWords[state], reason: code ? reasonOf(code) : '', reached: state === 'sent' }
  })
  const next = to < batch.people.length ? `${n}.${to}` : n + 1 < doc.plan!.batches ? `${n + 1}.0` : undefined
  return { rows, ...(next ? { next } : {}) }
}

type Person = Pick<PersonDoc, '_id' | 'name' | 'employeeNo' | 'phone' | 'unitId' | 'erased'>

/** Names, numbers and units of a page, and what each has read. Two requests. */
async function beside(store: Store, doc: NoticeDoc, rows: readonly Row[]) {
  const ids = rows.map(r => r.personId)
  const found = await store.units.joined(doc.tenantId, {
    people: { from: 'people', match: { _id: { $in: ids } }, limit: PAGE, fields: ['name', 'employeeNo', 'phone', 'unitId', 'erased'] },
    receipts: { from: 'receipts', match: { _id: { $in: ids.map(id => `${doc._id}.${id}`) } }, limit: PAGE, fields: ['personId', 'readAt', 'confirmedAt'] },
  })
  const people = new Map((found?.beside.people ?? []).map((p: Person) => [p._id, p]))
  const unitIds = [...new Set([...people.values()].map(p => p.unitId))]
  const units = unitIds.length ? await store.units.find({ _id: command.in(unitIds) }, { fields: ['_id', 'name'] }) : []
  return {
    people, units: new Map(units.map((u: Pick<UnitDoc, '_id' | 'name'>) => [u._id, u.name])),
    receipts: new Map((found?.beside.receipts ?? []).map((r: Pick<ReceiptDoc, 'personId' | 'readAt' | 'confirmedAt'>) => [r.personId, r])),
  }
}

const pageOfRows = (call: AudienceCall, doc: NoticeDoc, which: Which) => async (cursor: string | undefined) => {
  const { store } = call
  const { rows, next } = doc.message ? await recipients(store, doc, cursor) : await readersOf(call, doc, cursor)
  if (rows.length === 0) return { rows: [], ...(next ? { next } : {}) }
  const { people, units, receipts } = await beside(store, doc, rows)
  const left = (r: Row) => (which === 'unconfirmed' ? !receipts.get(r.personId)?.confirmedAt : !r.reached && !receipts.has(r.personId))
  const wanted = which === 'all' ? rows : rows.filter(left)
  const listed = wanted.map((r): ListRow => {
    const p = people.get(r.personId)
    const gone = !p || p.erased
    const read = receipts.get(r.personId)
    const person = gone ? ['（已注销）', '', ''] : [p.name, p.employeeNo, units.get(p.unitId) ?? '']
    return [r.personId, ...person, ...(which === 'sms' ? [gone ? '' : p.phone] : []), ...(doc.message ? [r.state, r.reason] : []), when(read?.readAt), when(read?.confirmedAt)]
  })
  return { rows: listed, ...(next ? { next } : {}) }
}

const names: Record<Which, string> = { all: '发送结果', notReached: '未送达名单', unconfirmed: '未确认名单', sms: '短信名单' }
const nameOf = (which: Which, { message }: NoticeDoc) => (message || which === 'unconfirmed' || which === 'sms' ? names[which] : which === 'all' ? '阅读情况' : '未读名单')

export const noticePapers: Pick<Handlers<typeof papers>, 'noticeList'> = {
  noticeList: {
    allow: ['staff'],
    reach: 'platform',
    // Who asks, the notice, that phone numbers were taken out, its units by the hundred; each page asks for its list, its people, what they read and their units too.
    trips: 10 + 5 * STEP_TRIPS,
    async run({ input: { key, id, which }, me, store, platform, app, now }) {
      const doc = await store.notices.get(id)
      if (!doc) throw notFound('条通知')
      if (!doc.plan || (!doc.message && doc.shownAt === null)) throw new Refusal('WRONG_STATE', '这条通知还没有发出，还没有名单可以导出')
      if (which === 'unconfirmed' && !doc.mustConfirm) throw new Refusal('WRONG_STATE', '这条通知不要求确认“已知悉”，没有未确认的名单')
      const handout = sha256(JSON.stringify([me.person!._id, key, 'notice', id, which])).slice(0, 32)
      const made = await handOut({ id: handout, page: pageOfRows({ store, platform, tenantId: me.tenantId, now }, doc, which), open: () => openBook(nameOf(which, doc), columnsOf(which, doc)), me, platform, app, now })
      // Numbers leave the house: that is on record.
      if (which === 'sms' && (made.url ?? made.base64) !== undefined) await store.notices.change({ _id: id }, { events: command.push([{ act: 'takeSms', by: me.person!.name, byId: me.person!._id, at: now }]) })
      return { fileName: `${doc.title} ${nameOf(which, doc)} ${dayOf(now)}.xlsx`.replace(/[\\/:*?"<>|\s]+/g, ' '), ...made }
    },
  },
}
