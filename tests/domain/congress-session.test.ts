import { editedRules } from '../../domain/congress/rules-edit'
import { findPack } from '../../domain/congress/packs'
import { decisionOf, isPassed, isSettled, isVoting } from '../../domain/congress/matters'
import { openSessionActs, sessionActWords, sessionGraph, sessionObstacle, sightOf, type SessionViewer } from '../../domain/congress/session-graph'
import { quotaAnswer, seated, unseated } from '../../domain/congress/term'
import type { RoundRow } from '../../types/congress-round'
import type { SessionStage } from '../../types/congress-session'
import type { Decision } from '../../types/congress-vote'
import type { Membership } from '../../types/member'

const seen = (stage: SessionStage, more: object = {}) => ({
  stage, presidium: [{ personId: 'p-presidium', name: '主席' }], checkInOpen: false, agendaAdoptedAt: null, overrides: [], resolution: null, rehearsal: false, notice: null, agendaAt: null, tenantId: 't-own-0001', ...more,
})
const viewer = (more: Partial<SessionViewer> = {}): SessionViewer => ({ personId: 'p-somebody', name: '某人', tenantId: 't-own-0001', staff: false, presidium: false, ...more })
const staff = viewer({ personId: 'p-staff', staff: true })
const stages: SessionStage[] = ['preparing', 'preparatory', 'discussion', 'formal', 'closed', 'archived', 'cancelled']

describe('the graph of a session', () => {
  test('what is offered is what no obstacle stands against, in every stage and for everybody', () => {
    for (const stage of stages) {
      for (const v of [staff, viewer(), viewer({ presidium: true }), viewer({ personId: 'p-presidium' }), viewer({ personId: undefined })]) {
        const offered = openSessionActs(seen(stage), v).map(r => r.act)
        const free = v.personId === undefined ? [] : sessionGraph.filter(r => sessionObstacle(r.act, seen(stage), v) === null).map(r => r.act)
        expect(offered).toEqual(free)
      }
    }
  })
  test('an archived or cancelled session is over; another tenant’s is nobody’s', () => {
    for (const stage of ['archived', 'cancelled'] as const) expect(openSessionActs(seen(stage), staff)).toEqual([])
    expect(openSessionActs(seen('formal'), { ...staff, tenantId: 't-other-001' })).toEqual([])
  })
  test('every act has one row and its words', () => {
    expect(new Set(sessionGraph.map(r => r.act)).size).toBe(sessionGraph.length)
    for (const { act, done } of sessionGraph) expect(sessionActWords[act]).toBe(done)
  })
})

describe('who sees how much', () => {
  const nobody = { oversees: false, delegate: false, called: false }
  test.each<[string, object, Partial<SessionViewer>, object, string]>([
    ['a draft, a delegate', { stage: 'preparing' }, {}, { delegate: true }, 'none'],
    ['a draft, the presidium', { stage: 'preparing' }, { presidium: true }, {}, 'office'],
    ['noticed, a delegate', { stage: 'preparing', notice: { text: '', at: 1 } }, {}, { delegate: true }, 'member'],
    ['noticed, a worker', { stage: 'preparing', notice: { text: '', at: 1 } }, {}, {}, 'none'],
    ['agenda told, a worker', { stage: 'preparing', agendaAt: 1 }, {}, {}, 'worker'],
    ['open, an observer', { stage: 'formal' }, {}, { called: true }, 'member'],
    ['open, its own presidium', { stage: 'formal' }, { personId: 'p-presidium' }, {}, 'office'],
    ['a rehearsal, a delegate who is not in it', { stage: 'formal', rehearsal: true, agendaAt: 1 }, {}, { delegate: true }, 'none'],
    ['a rehearsal, one who is', { stage: 'formal', rehearsal: true }, {}, { called: true }, 'member'],
    ['cancelled, a worker', { stage: 'cancelled', agendaAt: 1 }, {}, {}, 'none'],
  ])('%s', (_what, session, v, is, sight) => {
    const found = sightOf(seen('formal', session) as never, viewer(v), { ...nobody, ...is })
    expect(found).toBe(sight)
  })
})

describe('when a matter is settled', () => {
  const round = (state: RoundRow['state'], outcome: Decision['outcome'] | null, no = 1): RoundRow => ({
    _id: `matter-01.${no}`, no, way: 'named', state, why: '', prevId: null, openedAt: 1, closedAt: 2,
    decision: outcome && { outcome, sentence: '', articles: [], elected: [], runoff: null, vacant: 0 },
  })
  const matter = (...rounds: RoundRow[]) => ({ kind: 'advise' as const, withdrawn: null, rounds })
  test.each<[string, RoundRow[], [settled: boolean, passed: boolean, voting: boolean]]>([
    ['not voted on', [], [false, false, false]],
    ['open', [round('open', null)], [false, false, true]],
    ['closing, though its decision lies there', [round('closing', 'passed')], [false, false, true]],
    ['passed', [round('counted', 'passed')], [true, true, false]],
    ['failed', [round('counted', 'failed')], [true, false, false]],
    ['void', [round('void', 'void')], [false, false, false]],
    ['no quorum', [round('counted', 'noQuorum')], [false, false, false]],
    ['a tie', [round('counted', 'runoff')], [false, false, false]],
    ['too few elected', [round('counted', 'short')], [true, false, false]],
    ['failed and voted on again', [round('counted', 'failed'), round('open', null, 2)], [false, false, true]],
  ])('%s', (_what, rounds, [settled, passed, voting]) => {
    expect([isSettled(matter(...rounds)), isPassed(matter(...rounds)), isVoting(matter(...rounds))]).toEqual([settled, passed, voting])
    if (rounds.at(-1)?.state !== 'counted') expect(decisionOf(matter(...rounds))).toBeNull()
  })
  test('a report is heard, a withdrawn matter is done with', () => {
    expect(isSettled({ kind: 'report', withdrawn: null, rounds: [] })).toBe(true)
    expect(isSettled({ kind: 'elect', withdrawn: { why: '', at: 1 }, rounds: [] })).toBe(true)
  })
})

describe('the enterprise’s own rules', () => {
  const { rules } = findPack('SH', 'state')
  const days = (n: number, working = false) => ({ days: n, working })
  test.each([
    ['more days for the papers', { papersDays: days(10) }], ['as many working days', { papersDays: days(7, true) }], ['a shorter report', { reportDays: days(5, true) }],
    ['calendar days for the report', { reportDays: days(7) }], ['a number that nobody has checked', { agendaDays: days(3) }], ['fewer managers', { managersMax: 15 }],
  ])('may be stricter: %s', (_what, changes) => expect(() => editedRules(rules, changes)).not.toThrow())
  test.each([
    ['fewer days for the papers', { papersDays: days(6) }], ['a later report', { reportDays: days(8, true) }], ['more managers', { managersMax: 21 }], ['no secret ballot', { secret: [] }],
  ])('may not be weaker: %s', (_what, changes) => expect(() => editedRules(rules, changes)).toThrow('不能比法规规定的宽松'))
  test('what is changed names the enterprise’s own rules, all else its law', () => {
    const own = editedRules(rules, { papersDays: days(9), secret: ['approve', 'elect', 'appraise', 'method'] })
    expect(own.papersDays.article.law).toContain('实施细则')
    expect(own.secret.map(s => s.article.law.includes('实施细则'))).toEqual([false, false, false, true])
    expect({ ...own, papersDays: rules.papersDays, secret: rules.secret }).toEqual(rules)
  })
})

describe('seats', () => {
  const seat = (id: string, term: string, from: string, to: string | null): Membership => ({ id, role: 'delegate', unitId: 'unit-0001', from, to, seat: { term, delegation: '一团', district: '一选区', kind: 'worker' } })
  const old = seat('seat-old-1', '第五届', '2020-01-01', null)
  test('a new one ends the old the day before, and is given once', () => {
    const after = seated([old], seat('seat-new-1', '第六届', '2025-03-01', '2030-02-28'))
    expect(after.map(m => m.to)).toEqual(['2025-02-28', '2030-02-28'])
    expect(seated(after, seat('seat-new-1', '第六届', '2025-03-01', '2030-02-28'))).toEqual(after)
  })
  test('its end is the day before, never before its beginning, and only once', () => {
    const held = [seat('seat-new-1', '第六届', '2025-03-01', '2030-02-28')]
    const after = unseated(held, '第六届', { on: '2026-05-10' })
    expect(after[0]!.to).toBe('2026-05-09')
    expect(unseated(after, '第六届', { on: '2026-05-10' })).toEqual(after)
    expect(unseated(held, '第六届', { on: '2025-03-01' })[0]!.to).toBe('2025-03-01')
    expect(unseated(held, '第五届', { on: '2026-05-10' })).toEqual(held)
  })
  test.each([['SH', 'state', 1250, 85], ['ZJ', 'state', 480, 61], ['national', 'private', 1200, 60], ['HN', 'state', 1500, 45]] as const)('the quota of %s %s with %i workers is %i', (j, k, workers, needed) => {
    const answer = quotaAnswer(workers, findPack(j, k).rules)
    expect([answer.needed, answer.sentence.includes(`职工 ${workers} 人`)]).toEqual([needed, true])
  })
})
