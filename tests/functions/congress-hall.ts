import { createHash, createHmac } from 'node:crypto'
import type { MatterDoc, RollDoc, SessionDoc } from '../../cloudfunctions/_kit/documents'
import { rollHashOf } from '../../domain/congress/roll-hash'
import { findPack } from '../../domain/congress/packs'
import { people } from '../../scripts/seed/people'
import type { CongressRules } from '../../types/congress-rules'
import type { Choice, Question } from '../../types/congress-vote'
import type { Reply } from '../../types/contract'
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
export async function hall(t: Pick<TestCloud, 'call' | 'db'>, { size = 9, present = 0, invented0 = 0, observersIds = [], ...more }: Given = {}): Promise<Hall> {
  const id = newId('session')
  const now = Date.now()
  const members = delegates.slice(0, size)
  const session: SessionDoc = {
    _id: id, tenantId, rev: 0, termId: 'term-test-0006', term: 6, no: 2, title: '第六届第二次职工代表大会', kind: 'congress', rehearsal: false, place: '礼堂', startsAt: now - 3_600_000,
    stage: 'formal', rules: open(lawful), rulesVersion: 1, notice: null, agendaAt: null, motionWindow: null, qualification: null, presidium: [], agendaAdoptedAt: null, discussions: [], observers: [],
    rollCount: size + invented0, rollHash: '', rollAt: now - 3_600_000, checkInOpen: true, matterId: null, roundId: null, until: null, overrides: [], resolution: null, publicity: null, report: null,
    archive: null, events: [], keys: [], invited: [], invented: { people: invented0, delegations: 4 }, ...more,
  }
  const row = (personId: string, name: string, delegation: string, extra: Partial<RollDoc> = {}): RollDoc => ({
    _id: `${id}.${personId}`, tenantId: session.tenantId, rev: 0, sessionId: id, personId, name, delegation, kind: 'worker', observer: false, invented: false, present: false,
    device: `none:${personId}`, marks: [], code: null, ...extra,
  })
  const rows = [
    ...members.map(p => row(p._id, p.name, p.memberships.find(m => m.seat)!.seat!.delegation)),
    ...observersIds.map(o => row(o, people.find(p => p._id === o)!.name, '列席', { observer: true })),
    ...Array.from({ length: invented0 }, (_, i) => row(`${id}-invented-${String(i).padStart(4, '0')}`, `模拟${i}`, `第${(i % 4) + 1}代表团`, { invented: true })),
  ]
  session.rollHash = rollHashOf(rows, text => createHash('sha256').update(text).digest('hex'))
  await t.db.collection('sessions').add(session)
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
  await Promise.all(ids.slice(0, present).map((_, i) => t.call(self.wx(i), 'congress', 'checkIn', { id, code: codeOf(id, 0) })))
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

const SLOT = 5_000

/** A code as the server makes it, of so many slots of five seconds ago. */
export function codeOf(sessionId: string, slotsAgo: number, secret = 'a secret of at least thirty-two characters'): string {
  const slot = Math.floor(Date.now() / SLOT) - slotsAgo
  const mac = createHmac('sha256', secret).update(`qr:${sessionId}.${slot}`).digest('base64url').slice(0, 16)
  return `ZDT1.${sessionId}.${slot}.${mac}`
}

/** A browser signed in as somebody, over the HTTP route. */
export async function browser(t: TestCloud, personId: string): Promise<(action: string, input: object) => Promise<Reply<unknown>>> {
  const token = `token-of-a-browser-${newId('web')}`
  await t.db.collection('people').doc(personId).update({ web: createHash('sha256').update(token).digest('hex'), webUntil: Date.now() + 3_600_000 })
  return async (action, input) => {
    const answer = await t.cloud.http('/api/congress', { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ action, input }) })
    return answer.json() as Promise<Reply<unknown>>
  }
}

/** Gives a person of the demo data one more role. */
export async function grant(t: TestCloud, wx: string, role: string): Promise<string> {
  const person = people.find(p => p.wx === wx)!
  const { memberships } = (await t.db.collection('people').doc(person._id).get()).data[0]
  await t.db.collection('people').doc(person._id).update({ memberships: [...memberships, { id: `${person._id}-${role}`, role, unitId: person.tenantId, from: '2026-01-01', to: null }] })
  return person._id
}
