import type { MatterDoc, RollDoc, SessionDoc } from '../../cloudfunctions/_kit/documents'
import { findPack } from '../../domain/congress/packs'
import { people } from '../../scripts/seed/people'
import type { CongressRules } from '../../types/congress-rules'
import type { Choice, Question } from '../../types/congress-vote'
import type { TestCloud } from './cloud'

export const STAFF = 'demo-zhao'
const tenantId = 'ent-huajiang'

/** Everybody of 华江重工 with a seat: 98 delegates and more, the first three bound in the demo data. */
const delegates = people.filter(p => p.tenantId === tenantId && p.memberships.some(m => m.role === 'delegate'))
export const accountOf = (personId: string): string => people.find(p => p._id === personId)!.wx.replace(/^none:/, 'wx-')

let made = 0
export const newId = (kind: string) => `${kind}-${process.pid}-${String(++made).padStart(4, '0')}`

/** Rules under which everything may be voted on by name, so that phones can. */
const open = (rules: CongressRules): CongressRules => ({ ...rules, secret: [] })
export const lawful = findPack('national', 'state').rules

export const motion: Question = { kind: 'motion' }
export const yes: Choice = { kind: 'motion', vote: 'yes' }
export const no: Choice = { kind: 'motion', vote: 'no' }
export const abstain: Choice = { kind: 'motion', vote: 'abstain' }

interface Given extends Partial<SessionDoc> { size?: number; present?: number; invented0?: number; observersIds?: string[] }

export interface Hall {
  id: string
  /** Delegates on the roll, in order; the first `present` of them are in the hall, each by the own phone. */
  ids: string[]
  wx(i: number): string
  matter(question: Question | null, more?: Partial<MatterDoc>): Promise<string>
  row(personId: string): Promise<RollDoc>
  open(matterId: string, no?: number, more?: object): Promise<string>
}

/** A session of its own with a frozen roll, written as the server keeps it; checking in is done by the phones themselves. */
export async function hall(t: TestCloud, { size = 9, present = 0, invented0 = 0, observersIds = [], ...more }: Given = {}): Promise<Hall> {
  const id = newId('session')
  const now = Date.now()
  const members = delegates.slice(0, size)
  const session: SessionDoc = {
    _id: id, tenantId, rev: 0, termId: 'term-test-0006', term: 6, no: 2, title: '第六届第二次职工代表大会', kind: 'congress', rehearsal: false, place: '礼堂', startsAt: now - 3_600_000,
    stage: 'formal', rules: open(lawful), rulesVersion: 1, notice: null, agendaAt: null, motionWindow: null, qualification: null, presidium: [], agendaAdoptedAt: null, discussions: [], observers: [],
    rollCount: size + invented0, rollHash: 'x', rollAt: now - 3_600_000, checkInOpen: true, matterId: null, roundId: null, until: null, overrides: [], resolution: null, publicity: null, report: null,
    archive: null, events: [], keys: [], invited: [], invented: { people: invented0, delegations: 4 }, ...more,
  }
  await t.db.collection('sessions').add(session)
  const row = (personId: string, name: string, delegation: string, extra: Partial<RollDoc> = {}): RollDoc => ({
    _id: `${id}.${personId}`, tenantId: session.tenantId, rev: 0, sessionId: id, personId, name, delegation, kind: 'worker', observer: false, invented: false, present: false,
    device: `none:${personId}`, marks: [], code: null, ...extra,
  })
  const rows = [
    ...members.map(p => row(p._id, p.name, p.memberships.find(m => m.seat)!.seat!.delegation)),
    ...observersIds.map(o => row(o, people.find(p => p._id === o)!.name, '列席', { observer: true })),
    ...Array.from({ length: invented0 }, (_, i) => row(`${id}-invented-${String(i).padStart(4, '0')}`, `模拟${i}`, `第${(i % 4) + 1}代表团`, { invented: true })),
  ]
  for (let at = 0; at < rows.length; at += 200) await t.db.collection('roll').add(rows.slice(at, at + 200))
  for (const p of members) if (p.wx.startsWith('none:')) await t.db.collection('people').doc(p._id).update({ wx: accountOf(p._id) })
  const ids = members.map(p => p._id)
  const self: Hall = {
    id, ids,
    wx: i => accountOf(ids[i]!),
    async matter(question, m = {}) {
      const _id = newId('matter')
      const kind = question === null ? 'report' : question.kind === 'motion' ? 'approve' : question.kind
      const doc: MatterDoc = { _id, tenantId: session.tenantId, rev: 0, sessionId: id, order: 1, title: '工资集体协议草案', text: '', kind, way: 'named', question, about: null, major: false, withdrawn: null, ...m }
      await t.db.collection('matters').add(doc)
      return _id
    },
    row: async personId => (await t.db.collection('roll').doc(`${id}.${personId}`).get()).data[0],
    async open(matterId, n = 1, extra = {}) {
      const round = await t.call(STAFF, 'congress', 'roundOpen', { matterId, no: n, way: 'named', why: n > 1 ? '再次表决' : '', ...extra })
      return round._id
    },
  }
  for (let i = 0; i < present; i++) await t.call(self.wx(i), 'congress', 'checkIn', { id, code: (await code(t, id))! })
  return self
}

/** What the hall's screen shows right now. */
export const code = async (t: TestCloud, id: string): Promise<string> => {
  const { code: shown } = await t.call(STAFF, 'congress', 'screen', { id })
  if (!shown) throw new Error('no code on the screen')
  return shown.text
}

export const cast = (t: TestCloud, wx: string, roundId: string, choice: Choice) => t.ask(wx, 'congress', 'cast', { roundId, choice })
export const close = (t: TestCloud, roundId: string) => t.call(STAFF, 'congress', 'roundClose', { roundId })
