import fc from 'fast-check'
import type { Choice, Counts, Question, QuestionOf, Tally } from '../../types/congress-vote'
import * as z from 'zod/mini'
import { Choice as ChoiceSchema, Counts as CountsSchema, Decision as DecisionSchema } from '../../types/congress-vote'
import { percents } from '../../domain/congress/appraise'
import { choiceProblem } from '../../domain/congress/ballot-paper'
import { addCounts, countAll, countOf, countsProblem, emptyCounts, tidyWriteIns } from '../../domain/congress/count'
import { decide } from '../../domain/congress/decide'
import { quorate, quota, votesNeeded } from '../../domain/congress/numbers'
import { PACKS } from '../../domain/congress/packs'
import { presentAt, mayVote, type AttendanceMark } from '../../domain/congress/attendance'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_000)
const holds = (runs: number) => ({ seed, numRuns: runs })

const names = ['王伟', '李娜', '张敏', '刘洋', '陈静']
const extra = ['丁一', '王 伟', '李娜', 'constructor', '阿迪力.买买提']
const people = names.map((name, i) => ({ id: `person-${i}`, name }))

const questions: fc.Arbitrary<Question> = fc.oneof(
  fc.constant<Question>({ kind: 'motion' }),
  fc.record({ seats: fc.integer({ min: 1, max: 3 }), n: fc.integer({ min: 3, max: 5 }), writeIn: fc.boolean() }).map<Question>(({ seats, n, writeIn }) =>
    ({ kind: 'elect', seats, candidates: people.slice(0, n), writeIn, form: n > seats ? 'surplus' : 'equal' })),
  fc.record({ leaders: fc.integer({ min: 1, max: 5 }), grades: fc.integer({ min: 2, max: 6 }) }).map<Question>(({ leaders, grades }) =>
    ({ kind: 'appraise', leaders: people.slice(0, leaders).map(p => ({ ...p, post: '' })), grades: ['一', '二', '三', '四', '五', '六'].slice(0, grades) })),
)

/** Ballots of the question, void ones among them. */
const ballotOf = (question: Question): fc.Arbitrary<Choice> => {
  if (question.kind === 'motion') return fc.constantFrom('yes', 'no', 'abstain').map(vote => ({ kind: 'motion', vote }))
  if (question.kind === 'elect') {
    return fc.record({
      marks: fc.dictionary(fc.constantFrom(...question.candidates.map(c => c.id)), fc.constantFrom('yes' as const, 'no' as const)),
      writeIns: question.writeIn ? fc.array(fc.constantFrom(...extra), { maxLength: 2 }) : fc.constant<string[]>([]),
    }).map(({ marks, writeIns }): Choice => ({ kind: 'elect', marks, writeIns }))
  }
  return fc.dictionary(fc.constantFrom(...question.leaders.map(l => l.id)), fc.nat(question.grades.length - 1)).map(grades => ({ kind: 'appraise', grades }))
}

const rounds = questions.chain(question => fc.record({ question: fc.constant(question), choices: fc.array(ballotOf(question), { maxLength: 40 }) }))
const packs = fc.constantFrom(...PACKS).map(p => p.rules)
const full = (question: Question, choices: readonly Choice[], more: { absent?: number } = {}): Tally => {
  const n = choices.length
  return { roll: n + (more.absent ?? 0), present: n, issued: n, collected: n, counts: countAll(question, choices) }
}

describe(`of any ballots (SEED=${seed})`, () => {
  test('counts never exceed the ballots, and always add up', () => {
    fc.assert(fc.property(rounds, ({ question, choices }) => {
      const counts = countAll(question, choices)
      expect(counts.valid + counts.void).toBe(choices.length)
      expect(countsProblem(question, counts)).toBeNull()
      expect(z.safeParse(CountsSchema, counts).data).toEqual(counts)
    }), holds(400))
  })

  test('the order of ballots never matters', () => {
    fc.assert(fc.property(rounds, fc.infiniteStream(fc.nat()), packs, ({ question, choices }, keys, rules) => {
      const shuffled = choices.map(c => ({ c, key: keys.next().value! })).sort((a, b) => a.key - b.key).map(x => x.c)
      expect(countAll(question, shuffled)).toEqual(countAll(question, choices))
      expect(decide(question, full(question, shuffled), rules)).toEqual(decide(question, full(question, choices), rules))
    }), holds(300))
  })

  test('adding is associative and commutative, nothing is its zero, and batches are as good as one pile', () => {
    const triples = questions.chain(q => fc.tuple(fc.constant(q), ...[0, 1, 2].map(() => fc.array(ballotOf(q), { maxLength: 12 }))) as fc.Arbitrary<[Question, Choice[], Choice[], Choice[]]>)
    fc.assert(fc.property(triples, ([question, ...piles]) => {
      const [a, b, c] = piles.map(pile => countAll(question, pile)) as [Counts, Counts, Counts]
      expect(addCounts(addCounts(a, b), c)).toEqual(addCounts(a, addCounts(b, c)))
      expect(addCounts(a, b)).toEqual(addCounts(b, a))
      expect(addCounts(a, emptyCounts(question))).toEqual(a)
      expect(addCounts(addCounts(a, b), c)).toEqual(countAll(question, piles.flat()))
    }), holds(200))
  })

  test('the decision never throws, fits its contract, and elects nobody twice or beyond the seats', () => {
    const wild = fc.record({ roll: fc.nat(60), present: fc.nat(60), issued: fc.nat(60), collected: fc.nat(60) })
    fc.assert(fc.property(rounds, packs, fc.option(wild), ({ question, choices }, rules, figures) => {
      const d = decide(question, { ...full(question, choices), ...figures }, rules)
      expect(z.safeParse(DecisionSchema, d).data).toEqual(d)
      expect(new Set(d.elected.map(e => e.id)).size).toBe(d.elected.length)
      if (question.kind === 'elect') expect(d.elected.length + d.vacant).toBe(question.seats)
    }), holds(500))
  })

  test('who is absent never helps: one delegate more on the roll, and what failed still fails, and nobody new is elected', () => {
    fc.assert(fc.property(rounds, packs, fc.nat(30), ({ question, choices }, rules, absent) => {
      const before = decide(question, full(question, choices, { absent }), rules)
      const after = decide(question, full(question, choices, { absent: absent + 1 }), rules)
      if (before.outcome !== 'passed') expect(after.outcome).not.toBe('passed')
      // A tie is no victory: of those tied before, none may be elected by a larger roll either.
      const ids = before.elected.map(e => e.id)
      expect(after.elected.every(e => ids.includes(e.id))).toBe(true)
    }), holds(600))
  })

  test('a ballot more for it never hurts a motion, a ballot less never helps', () => {
    fc.assert(fc.property(packs, fc.nat(60), fc.nat(60), fc.nat(60), (rules, yes, no, absent) => {
      const outcome = (y: number) => decide({ kind: 'motion' }, {
        roll: yes + 1 + no + absent, present: yes + 1 + no, issued: yes + 1 + no, collected: y + no,
        counts: { kind: 'motion', yes: y, no, abstain: 0, valid: y + no, void: 0 },
      }, rules).outcome
      if (outcome(yes) === 'passed') expect(outcome(yes + 1)).toBe('passed')
    }), holds(300))
  })

  test('a motion passes exactly when the law says so of ALL delegates', () => {
    fc.assert(fc.property(packs, fc.array(fc.nat(40), { minLength: 5, maxLength: 5 }), (rules, [yes, no, abstain, spoiled, absent]) => {
      const valid = yes! + no! + abstain!
      const present = valid + spoiled!
      const roll = present + absent!
      const d = decide({ kind: 'motion' }, { roll, present, issued: present, collected: present, counts: { kind: 'motion', yes: yes!, no: no!, abstain: abstain!, valid, void: spoiled! } }, rules)
      const there = roll > 0 && present * 3 >= roll * 2
      const enough = rules.passing.value.strict ? yes! * 2 > roll : yes! * 2 >= roll && yes! > 0
      expect(d.outcome).toBe(!there ? 'noQuorum' : enough ? 'passed' : 'failed')
    }), holds(500))
  })

  test('a tie for the last seat always surfaces: nobody left out has as many votes as somebody elected', () => {
    const polls = fc.record({ seats: fc.integer({ min: 1, max: 4 }), yes: fc.array(fc.integer({ min: 40, max: 60 }), { minLength: 1, maxLength: 8 }) })
    fc.assert(fc.property(polls, packs, ({ seats, yes }, rules) => {
      const candidates = yes.map((_, i) => ({ id: `person-${i}`, name: `候选人${i}` }))
      const question: QuestionOf<'elect'> = { kind: 'elect', seats, candidates, writeIn: false, form: 'surplus' }
      const valid = 98
      // As many marks as ballots can carry; a poll that cannot be is not one.
      fc.pre(yes.reduce((a, b) => a + b, 0) <= valid * seats)
      const marks = Object.fromEntries(candidates.map((c, i) => [c.id, { yes: yes[i]!, no: 0, blank: valid - yes[i]! }]))
      const d = decide(question, { roll: 98, present: 98, issued: 98, collected: 98, counts: { kind: 'elect', marks, writeIns: {}, valid, void: 0 } }, rules)
      const elected = new Set(d.elected.map(e => e.id))
      const least = Math.min(...d.elected.map(e => e.yes))
      const out = candidates.filter(c => !elected.has(c.id)).map((c): [string, number] => [c.id, marks[c.id]!.yes])
      expect(out.every(([, n]) => n < least || d.elected.length === 0)).toBe(true)
      const enough = out.filter(([, n]) => n * 2 > 98)
      const tiedAtTop = enough.filter(([, n]) => n === Math.max(...enough.map(e => e[1])))
      // Somebody with a majority is left out of a seat only for a tie.
      if (d.vacant && enough.length) expect([d.outcome, d.runoff!.candidates.map(c => c.id).sort()]).toEqual(['runoff', tiedAtTop.map(([id]) => id).sort()])
      if (d.outcome === 'runoff') expect(d.runoff!.candidates.length).toBeGreaterThan(d.runoff!.seats)
    }), holds(800))
  })

  test('percents are tenths that add up to exactly 100, each within a tenth of the truth', () => {
    fc.assert(fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 7 }), parts => {
      const all = parts.reduce((a, b) => a + b, 0)
      const tenths = percents(parts).map(p => Math.round(p * 10))
      expect(tenths.reduce((a, b) => a + b, 0)).toBe(all ? 1000 : 0)
      parts.forEach((n, i) => expect(Math.abs(tenths[i]! * all - n * 1000)).toBeLessThan(all || 1))
    }), holds(1000))
  })

  test('tidying what is tidy changes nothing', () => {
    fc.assert(fc.property(rounds, ({ question, choices }) => {
      const counts = countAll(question, choices)
      if (question.kind === 'elect' && counts.kind === 'elect') expect(tidyWriteIns(question, counts)).toEqual(counts)
    }), holds(200))
  })

  test('whatever passes the contract is counted, or refused in words: never a fault', () => {
    const key = fc.oneof(fc.constantFrom(...people.map(p => p.id), '__proto__', 'constructor'), fc.string())
    const wild = fc.oneof(
      fc.record({ kind: fc.constant('motion'), vote: fc.constantFrom('yes', 'no', 'abstain', 'maybe') }),
      fc.record({ kind: fc.constant('elect'), marks: fc.dictionary(key, fc.constantFrom('yes', 'no', 'x')), writeIns: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 4 }) }),
      fc.record({ kind: fc.constant('appraise'), grades: fc.dictionary(key, fc.integer({ min: -1, max: 8 })) }),
      fc.anything(),
    )
    fc.assert(fc.property(questions, wild, (question, raw) => {
      const parsed = z.safeParse(ChoiceSchema, raw)
      if (!parsed.success) return
      const problem = choiceProblem(question, parsed.data)
      if (problem) expect(problem.message.length).toBeGreaterThan(5)
      else expect(countsProblem(question, countOf(question, parsed.data))).toBeNull()
    }), holds(2000))
  })

  test('only who was there at the opening and is there now may vote', () => {
    const marks = fc.array(fc.record({ act: fc.constantFrom('in' as const, 'leave' as const, 'return' as const), at: fc.nat(100) }), { maxLength: 6 })
    fc.assert(fc.property(marks, fc.nat(100), fc.nat(100), (list: AttendanceMark[], opened, at) => {
      const may = mayVote(list, opened, at)
      expect(may).toBe(at >= opened && presentAt(list, opened) && presentAt(list, at))
      if (!list.length) expect(may).toBe(false)
    }), holds(500))
  })
})

describe(`of any size (SEED=${seed})`, () => {
  test('quorum and majority are the fewest that satisfy the law', () => {
    fc.assert(fc.property(packs, fc.integer({ min: 1, max: 100_000 }), (rules, roll) => {
      const needed = votesNeeded(roll, rules)
      const lawful = (yes: number) => (rules.passing.value.strict ? yes * 2 > roll : yes * 2 >= roll)
      expect([lawful(needed), lawful(needed - 1)]).toEqual([true, false])
      expect(needed).toBeLessThanOrEqual(roll)
      expect([quorate(Math.ceil((roll * 2) / 3), roll, rules), quorate(Math.ceil((roll * 2) / 3) - 1, roll, rules)]).toEqual([true, false])
    }), holds(500))
  })
  test('there are never more delegates than workers, and the upper limit is never below the lower', () => {
    fc.assert(fc.property(packs, fc.nat(200_000), (rules, headcount) => {
      const { least, most } = quota(headcount, rules)
      expect(least).toBeLessThanOrEqual(headcount)
      if (most !== null) expect(most).toBeGreaterThanOrEqual(least)
    }), holds(500))
  })
})
