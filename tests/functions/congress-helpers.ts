import { addDays, dayOf } from '../../domain/calendar'
import type { SessionAct, SessionActInput } from '../../types/congress-acts'
import type { Matter } from '../../types/congress-session'
import type { TestCloud } from './cloud'
import { WHO } from './motion-helpers'

export { WHO }

let made = 0
let sessions = 0
export const newId = (kind = 'cong') => `${kind}-${process.pid}-${String(++made).padStart(5, '0')}`

export const today = () => dayOf(Date.now())

/** A term of the demo enterprise; its delegates already hold seats of 第六届. */
export const term = (more: object = {}) => ({
  id: 'term-huajiang-6', rev: 0, no: 6, kind: 'congress' as const, name: '第六届', from: '2025-03-01', to: '2030-02-28', seats: 99, staffing: { headcount: 1200, women: 300 },
  districts: [
    { id: 'district-zongzhuang', name: '总装分厂选区', delegation: '总装分厂代表团', eligible: 400, seats: 33 },
    { id: 'district-zhuzao', name: '铸造分厂选区', delegation: '铸造分厂代表团', eligible: 400, seats: 33 },
    { id: 'district-dongli', name: '动力分厂选区', delegation: '动力分厂代表团', eligible: 400, seats: 34 },
  ],
  ...more,
})

/** The demo's own terms give way to those of the test. */
export const noTerms = (t: TestCloud) => t.db.collection('terms').where({ tenantId: 'ent-huajiang' }).options({ multiple: true }).remove()

/** The same term, as it stands once it has been saved. */
export const kept = async (t: TestCloud) => {
  await noTerms(t)
  const { id, ...fields } = term()
  return t.db.collection('terms').add({ ...fields, _id: id, rev: 1, tenantId: 'ent-huajiang', elections: [], ends: [], committees: [], events: [], pending: [] })
}

type Given<A extends SessionAct> = Omit<Extract<SessionActInput, { act: A }>, 'act' | 'id' | 'key'>

export const paperText = '一、年度工作回顾。二、存在的问题。三、下一年度安排。请各位代表审阅并提出意见。'

/** People doing things with sessions. */
export const doing = (t: TestCloud) => {
  const input = (id: string, act: SessionAct, given: object = {}) => ({ act, id, key: newId('key'), ...given })
  const act = <A extends SessionAct>(who: string, id: string, name: A, ...[given]: Record<string, never> extends Given<A> ? [Given<A>?] : [Given<A>]) =>
    t.call(who, 'congress', 'act', input(id, name, given) as never)
  const refused = (who: string | undefined, id: string, name: SessionAct, given: object = {}) => t.refusal(who, 'congress', 'act', input(id, name, given))
  const look = async (id: string, who: string = WHO.zhao) => t.call(who, 'congress', 'session', { id })

  const session = async (more: object = {}): Promise<string> => {
    const id = newId('session')
    await t.call(WHO.zhao, 'congress', 'sessionSave', {
      id, rev: 0, termId: 'term-huajiang-6', no: ++sessions, title: '六届二次职工代表大会', kind: 'congress', rehearsal: false, place: '公司礼堂', startsAt: Date.now() + 3_600_000, ...more,
    } as never)
    return id
  }
  const matter = (sessionId: string, more: object = {}): Promise<Matter> => t.call(WHO.zhao, 'congress', 'matterSave', {
    id: newId('matter'), rev: 0, sessionId, title: '关于年度培训计划的议案', text: '请审议。', kind: 'advise', way: 'named', question: { kind: 'motion' }, about: null, major: false, order: 1, ...more,
  } as never)
  const paper = async (sessionId: string, more: object = {}): Promise<string> => {
    const id = newId('paper')
    await t.call(WHO.zhao, 'congress', 'paperSave', { id, rev: 0, sessionId, matterId: null, leaderId: null, title: '工作报告', text: paperText, files: [], ...more } as never)
    return id
  }
  /** Two people let the session pass every gate of its stage that is not met and may be passed so. */
  const overrideAll = async (id: string) => {
    for (const gate of (await look(id)).gates.filter(g => !g.met && !g.firm && g.override !== 'confirmed')) {
      await act(WHO.zhao, id, 'askOverride', { gate: gate.id, reason: '模拟演练，按规定例外放行一次' })
      await act(WHO.tang, id, 'confirmOverride', { gate: gate.id })
    }
  }
  const advance = async (id: string) => {
    const { session } = await look(id)
    return act(WHO.zhao, id, 'advance', { from: session.stage as never })
  }
  /** A session whose roll is frozen. */
  const opened = async (more: object = {}) => {
    const id = await session(more)
    await matter(id)
    await act(WHO.zhao, id, 'notify', { text: '定于近日召开职工代表大会，请各位代表准时参加。' })
    await act(WHO.zhao, id, 'announce')
    await overrideAll(id)
    await advance(id)
    return id
  }
  /** Everybody on the roll is in the hall. */
  const allPresent = (id: string, at = Date.now()) =>
    t.db.collection('roll').where({ sessionId: id, observer: false }).options({ multiple: true }).update({ present: true, marks: [{ act: 'in', at, way: 'staff', by: '赵敏' }] })
  return { act, refused, look, session, matter, paper, overrideAll, advance, opened, allPresent, input }
}

export const inDays = (n: number) => addDays(today(), n)
