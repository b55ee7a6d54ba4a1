import { findPack } from '../../domain/congress/packs'
import { inventedChoice, numbersFrom } from '../../domain/congress/rehearsal'
import { nextQuestion, openProblem, type OpenFacts } from '../../domain/congress/round-open'
import { partOf, rollCall, voterProblem } from '../../domain/congress/round-part'
import { IN_FLIGHT, countable, missingFor, tallyOf, type OnRoll, type VoteCast } from '../../domain/congress/round-tally'
import type { Mark } from '../../types/congress-session'
import type { Question } from '../../types/congress-vote'

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)
beforeAll(() => console.log(`seed ${SEED}`))

const { rules } = findPack('national', 'state')
const motion: Question = { kind: 'motion' }
const OPENED = 1_000_000
const mark = (act: Mark['act'], at: number): Mark => ({ act, at, way: 'qr', by: '' })
const came = (...marks: Mark[]) => ({ observer: false, marks })

describe('who may vote', () => {
  test.each([
    ['there since before the opening', [mark('in', OPENED - 1)], null],
    ['in the very instant of the opening', [mark('in', OPENED)], null],
    ['came after it', [mark('in', OPENED + 1)], 'ABSENT'],
    ['never came', [], 'ABSENT'],
    ['left before it', [mark('in', 1), mark('leave', OPENED - 1)], 'ABSENT'],
    ['left after it', [mark('in', 1), mark('leave', OPENED + 1)], 'LEFT'],
    ['left and is back', [mark('in', 1), mark('leave', OPENED + 1), mark('return', OPENED + 2)], null],
    ['left before it and came back after it', [mark('in', 1), mark('leave', 2), mark('return', OPENED + 1)], 'ABSENT'],
  ] as const)('%s', (_name, marks, code) => {
    expect(voterProblem(came(...marks), OPENED, OPENED + 100)?.code ?? null).toBe(code)
  })

  test('not on the roll, observers, and a server whose clock is behind', () => {
    expect(voterProblem(undefined, OPENED, OPENED)?.code).toBe('NOT_ON_ROLL')
    expect(voterProblem({ observer: true, marks: [mark('in', 1)] }, OPENED, OPENED)?.code).toBe('OBSERVER')
    expect(voterProblem(came(mark('in', OPENED)), OPENED, OPENED - 5)).toBeNull()
  })

  test('whatever was acceptable when it was cast is counted, whatever leave arrives later', () => {
    const next = numbersFrom(SEED)
    for (let i = 0; i < 2000; i++) {
      const at = OPENED + Math.floor(next() * 60_000)
      const marks = [mark('in', OPENED - Math.floor(next() * 60_000)), ...(next() < 0.5 ? [mark('leave', OPENED + Math.floor(next() * 60_000))] : [])]
      const voter: OnRoll = { personId: 'p', ...came(...marks) }
      if (voterProblem(voter, OPENED, at)) continue
      const late = mark('leave', at - Math.floor(next() * (IN_FLIGHT - 1)))
      const vote = { channel: 'phone' as const, choice: { kind: 'motion' as const, vote: 'yes' as const }, at }
      expect([SEED, i, countable({ question: motion, openedAt: OPENED }, { ...voter, marks: [...marks, late] }, vote)]).toEqual([SEED, i, true])
    }
  })
})

describe('a tally', () => {
  const question: Question = { kind: 'elect', seats: 2, candidates: [{ id: 'a', name: '甲' }, { id: 'b', name: '乙' }, { id: 'c', name: '丙' }], writeIn: true, form: 'surplus' }

  test('never more than the roll, whatever the order, and nobody twice', () => {
    const next = numbersFrom(SEED)
    for (let i = 0; i < 200; i++) {
      const size = 1 + Math.floor(next() * 40)
      const roll: OnRoll[] = Array.from({ length: size }, (_, n) => ({ personId: `p${n}`, observer: next() < 0.1, marks: next() < 0.8 ? [mark('in', OPENED - 1)] : [] }))
      const votes: VoteCast[] = Array.from({ length: size + 5 }, (_, n) => ({ personId: `p${n}`, channel: next() < 0.2 ? 'paper' : 'phone', choice: inventedChoice(question, i, n, { yes: 3, no: 1, abstain: 1 }), at: OPENED + n }))
      const round = { way: 'named' as const, question, openedAt: OPENED, roll: size, present: roll.filter(r => r.marks.length).length }
      const one = tallyOf(round, roll, votes, [])
      const turned = tallyOf(round, [...roll].reverse(), [...votes].sort(() => next() - 0.5), [])
      expect([SEED, i, turned]).toEqual([SEED, i, one])
      expect(one.tally.counts.valid + one.tally.counts.void).toBe(one.counted.length)
      expect(one.counted.length).toBeLessThanOrEqual(roll.filter(r => !r.observer && r.marks.length).length)
      expect(one.tally.present).toBeLessThanOrEqual(size)
      expect(new Set(one.counted).size).toBe(one.counted.length)
    }
  })

  test('waits for what is missing', () => {
    const entry = (issued: number) => ({ issued, collected: 0, counts: { kind: 'motion' as const, yes: 0, no: 0, abstain: 0, valid: 0, void: 0 } })
    expect(missingFor('named', 0, [])).toBeNull()
    expect(missingFor('named', 2, [])).toContain('发出纸质票 2 张')
    expect(missingFor('named', 2, [{ no: 1, settled: entry(2) }])).toBeNull()
    expect(missingFor('secret', 9, [{ no: 1, settled: entry(5) }, { no: 2, settled: null }])).toBe('第 2 批还没有核对一致')
    expect(missingFor('secret', 0, [])).toContain('还没有发出纸质票')
    expect(missingFor('hands', 0, [])).toContain('举手')
    expect(missingFor('hands', 0, [{ no: 1, settled: entry(5) }])).toBeNull()
  })
})

describe('opening', () => {
  const facts = (more: { session?: object; matter?: object; rounds?: OpenFacts['rounds']; given?: object } = {}): OpenFacts => ({
    session: { kind: 'congress', stage: 'formal', rules: { ...rules, secret: [] }, rollCount: 98, present: 66, ...more.session },
    matter: { kind: 'approve', question: motion, withdrawn: null, ...more.matter }, rounds: more.rounds ?? [], given: { no: 1, way: 'named', why: '', ...more.given },
  })

  test('sixty-six of ninety-eight are two thirds, sixty-five are not', () => {
    expect(openProblem(facts())).toBeNull()
    expect(openProblem(facts({ session: { present: 65 } }))).toMatchObject({ code: 'NO_QUORUM', message: expect.stringContaining('须 66 人到会，现在实到 65 人') })
    expect(openProblem(facts({ session: { rollCount: 0, present: 0 } }))).toMatchObject({ code: 'NO_QUORUM' })
  })

  test.each([
    ['preparing', 'approve', 'WRONG_STAGE'], ['preparatory', 'approve', 'WRONG_STAGE'], ['preparatory', 'method', null], ['discussion', 'method', 'WRONG_STAGE'], ['formal', 'advise', null], ['closed', 'advise', 'WRONG_STAGE'],
  ])('in %s: %s', (stage, kind, code) => {
    expect(openProblem(facts({ session: { stage }, matter: { kind } }))?.code ?? null).toBe(code)
  })

  test('only an election is narrowed, and never widened', () => {
    const earlier = { no: 1, state: 'counted' as const, question: motion, decision: null }
    expect(() => nextQuestion(facts({ rounds: [earlier], given: { no: 2, seats: 1 } }))).toThrow('只有选举')
    expect(nextQuestion(facts({ rounds: [earlier], given: { no: 2 } }))).toEqual(motion)
  })
})

test('what a delegate is told of the own part', () => {
  const round = { way: 'named' as const, state: 'open' as const, openedAt: OPENED }
  const here = came(mark('in', 1))
  const cast = { channel: 'phone' as const, choice: { kind: 'motion' as const, vote: 'yes' as const }, at: OPENED + 1 }
  const state = (...args: Parameters<typeof partOf>) => partOf(...args).state
  expect(state(round, here, undefined, false, OPENED + 2)).toBe('waiting')
  expect(state(round, here, cast, false, OPENED + 2)).toBe('voted')
  expect(state({ ...round, state: 'counted' }, here, cast, true, OPENED + 2)).toBe('counted')
  expect(state({ ...round, state: 'counted' }, here, cast, false, OPENED + 2)).toBe('late')
  expect(state({ ...round, way: 'secret' }, here, undefined, false, OPENED + 2)).toBe('absent')
  expect(state(round, here, { ...cast, channel: 'paper', choice: null }, false, OPENED + 2)).toBe('paper')
  expect(partOf({ ...round, state: 'closing' }, here, undefined, false, OPENED + 2)).toMatchObject({ state: 'absent', why: '这一轮投票已经截止，您没有投票' })
})

test('the roll call tells late from silent, and papers from both', () => {
  const people = ['a', 'b', 'c', 'd'].map(id => ({ personId: id, name: id, delegation: '一团' }))
  const cast = (channel: 'phone' | 'paper') => ({ channel, choice: channel === 'phone' ? { kind: 'motion' as const, vote: 'no' as const } : null, at: 1 })
  const calls = rollCall(people, new Map([['a', cast('phone')], ['b', cast('phone')], ['c', cast('paper')]]), new Set(['a']))
  expect(calls.map(c => c.vote)).toEqual(['no', 'late', 'paper', 'none'])
})
