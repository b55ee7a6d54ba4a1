import { type Choice, Counts, Decision, Question, type ChoiceOf, type CountsOf, type QuestionOf, type Tally } from '../../types/congress-vote'
import * as z from 'zod/mini'
import { percents, percentWords } from '../../domain/congress/appraise'
import { mayVote, presentAt, countPresent } from '../../domain/congress/attendance'
import { choiceProblem, marksLeft, normalName, questionProblem } from '../../domain/congress/ballot-paper'
import { addCounts, countAll, countOf, countsProblem, emptyCounts, tallyProblem, tidyWriteIns } from '../../domain/congress/count'
import { decide } from '../../domain/congress/decide'
import { findPack } from '../../domain/congress/packs'
import { knowsStrokes, strokeOrder } from '../../domain/congress/stroke'
import { Refusal } from '../../domain/refusal'

const national = findPack('national', 'state').rules
const SH = findPack('SH', 'state').rules
const ZJ = findPack('ZJ', 'state').rules

const motion: QuestionOf<'motion'> = { kind: 'motion' }
const motionTally = (roll: number, present: number, [yes, no, abstain, spoiled = 0]: number[], more: Partial<Tally> = {}): Tally => {
  const valid = yes! + no! + abstain!
  return { roll, present, issued: present, collected: valid + spoiled, counts: { kind: 'motion', yes: yes!, no: no!, abstain: abstain!, valid, void: spoiled }, ...more }
}

describe('a motion', () => {
  test('passes by exactly one vote, and says why', () => {
    expect(decide(motion, motionTally(98, 90, [50, 30, 10]), national)).toEqual({
      outcome: 'passed', sentence: '应到 98 人，过半数须 50 票，赞成 50 票，通过（企业民主管理规定第二十条）',
      articles: [national.passing.article], elected: [], runoff: null, vacant: 0,
    })
  })

  test('fails by absence: of those who came nearly all were for it', () => {
    const { outcome, sentence } = decide(motion, motionTally(98, 66, [49, 3, 1, 2]), national)
    expect([outcome, sentence]).toEqual(['failed', '应到 98 人，过半数须 50 票，赞成 49 票（反对 3 票，弃权 1 票，无效 2 票，未到会或未投 43 人，都不算赞成），未通过（企业民主管理规定第二十条）'])
  })

  test.each([
    ['Shanghai', SH, 'passed', '应到 98 人，半数以上须 49 票，赞成 49 票，通过（上海市职工代表大会条例第三十一条）'],
    ['Zhejiang', ZJ, 'failed', '应到 98 人，过半数须 50 票，赞成 49 票（反对 41 票，弃权 0 票，无效 0 票，未到会或未投 8 人，都不算赞成），未通过（浙江省企业民主管理条例第十五条）'],
  ])('with exactly half, in %s', (_, rules, outcome, sentence) => {
    expect(decide(motion, motionTally(98, 90, [49, 41, 0]), rules)).toMatchObject({ outcome, sentence })
  })

  test.each<[string, Tally, string, string]>([
    ['too few are there', motionTally(98, 65, [65, 0, 0]), 'noQuorum', '应到 98 人，三分之二以上须 66 人到会，实到 65 人，不足法定人数，不能表决（全民所有制工业企业职工代表大会条例第十八条）'],
    ['more came back than went out', motionTally(98, 90, [60, 20, 10], { issued: 89 }), 'void', '发出 89 张票，收回 90 张，收回多于发出，本次表决无效，须重新进行'],
    ['more went out than are there', motionTally(98, 90, [60, 20, 10], { issued: 91 }), 'void', '发出 91 张票，多于实到 90 人，本次表决无效，须重新进行'],
    ['more are there than there are', motionTally(98, 99, [60, 20, 10]), 'void', '实到 99 人，多于应到 98 人，本次表决无效，须重新进行'],
    ['the papers do not add up', motionTally(98, 90, [60, 20, 10], { collected: 89 }), 'void', '收回 89 张票，清点出 90 张，本次表决无效，须重新进行'],
    ['the marks do not add up', { ...motionTally(98, 90, [60, 20, 10]), counts: { kind: 'motion', yes: 61, no: 20, abstain: 10, valid: 90, void: 0 } }, 'void', '赞成、反对、弃权合计 91 票，与有效票 90 张不符，本次表决无效，须重新进行'],
    ['other counts', { ...motionTally(98, 90, [60, 20, 10]), counts: { kind: 'appraise', leaders: {}, valid: 90, void: 0 } }, 'void', '计票的种类与表决不符，本次表决无效，须重新进行'],
  ])('is not decided when %s', (_, tally, outcome, sentence) => expect(decide(motion, tally, national)).toMatchObject({ outcome, sentence, elected: [] }))

  test('an empty roll decides nothing', () => expect(decide(motion, motionTally(0, 0, [0, 0, 0]), SH).outcome).toBe('noQuorum'))
})

const people = (names: string) => [...names].map(name => ({ id: `id-${name}`, name }))
const election = (seats: number, names: string, writeIn = true): QuestionOf<'elect'> =>
  ({ kind: 'elect', seats, candidates: people(names), writeIn, form: names.length > seats ? 'surplus' : 'equal' })
const ballot = (yes: string, no = '', ...writeIns: string[]): ChoiceOf<'elect'> =>
  ({ kind: 'elect', marks: Object.fromEntries([...[...yes].map(n => [`id-${n}`, 'yes']), ...[...no].map(n => [`id-${n}`, 'no'])]), writeIns })
const electCount = (q: Question, ...choices: Choice[]) => countAll(q, choices) as CountsOf<'elect'>

describe('a ballot of an election', () => {
  const q = election(2, '甲乙丙')
  test('says for, against, or nothing', () => {
    expect(countOf(q, ballot('甲', '乙'))).toEqual({
      kind: 'elect', valid: 1, void: 0, writeIns: {},
      marks: { 'id-甲': { yes: 1, no: 0, blank: 0 }, 'id-乙': { yes: 0, no: 1, blank: 0 }, 'id-丙': { yes: 0, no: 0, blank: 1 } },
    })
  })
  test.each([
    ['more marks than seats', ballot('甲乙丙')], ['marks and names written in, more than seats', ballot('甲乙', '', '丁一')], ['too many names', ballot('', '', '丁一', '丁二', '丁三')],
    ['somebody crossed out and written in', ballot('', '甲', '甲')],
  ])('is void with %s, and counts for nobody', (_, choice) => {
    expect(choiceProblem(q, choice)).toBeNull()
    expect(countOf(q, choice)).toEqual({ ...emptyCounts(q), void: 1 })
  })
  test('nothing marked at all is a valid abstention', () => {
    expect(countOf(q, ballot(''))).toMatchObject({ valid: 1, void: 0, marks: { 'id-甲': { yes: 0, no: 0, blank: 1 } } })
  })
  test('names written in are one name in all spellings, the candidate is the candidate, and twice is once', () => {
    const counts = electCount(q, ballot('', '', '王 伟', '王伟'), ballot('', '', ' 王伟 '), ballot('', '', '甲'), ballot('甲', '', '甲'), ballot('', '', '阿迪力.买买提'), ballot('', '', '阿迪力•买买提'))
    expect(counts.writeIns).toEqual({ 王伟: 2, '阿迪力·买买提': 2 })
    expect(counts.marks['id-甲']).toEqual({ yes: 2, no: 0, blank: 4 })
  })
  test('names that a program could trip over are names', () => {
    const counts = electCount(q, ballot('', '', 'constructor'), ballot('', '', 'constructor', 'toString'))
    expect(counts.writeIns).toEqual({ constructor: 2, toString: 1 })
    expect(z.safeParse(Counts, counts).success).toBe(true)
  })
  test.each<[string, Choice]>([
    ['another kind', { kind: 'motion', vote: 'yes' }], ['somebody who is no candidate', { kind: 'elect', marks: { 'id-丁': 'yes' }, writeIns: [] }],
    ['a key of the program', { kind: 'elect', marks: JSON.parse('{"__proto__":"yes"}'), writeIns: [] }], ['a name of signs', ballot('', '', '$where')], ['an empty name', ballot('', '', '  ')],
  ])('%s is no ballot of this question', (_, choice) => {
    const problem = choiceProblem(q, choice)
    expect(problem).toBeInstanceOf(Refusal)
    expect(() => countOf(q, choice)).toThrow(problem!.message)
  })
  test('where nobody can be written in, a name is no ballot of this question', () => {
    expect(choiceProblem(election(2, '甲乙丙', false), ballot('', '', '丁一'))?.code).toBe('NOT_THIS_BALLOT')
  })
  test('marks that are left while it is being filled in', () => {
    expect([marksLeft(q, ballot('')), marksLeft(q, ballot('甲', '乙', '甲')), marksLeft(q, ballot('甲乙', '', '丁一'))]).toEqual([2, 1, -1])
  })
})

test.each<[Question, string | null]>([
  [motion, null], [election(2, '甲乙'), null], [election(2, '甲乙丙'), null],
  [{ ...election(2, '甲乙'), form: 'surplus' }, '差额选举的候选人数应多于应选名额：应选 2 人，候选人 2 人'],
  [{ ...election(3, '甲乙'), form: 'equal' }, '等额选举的候选人数应与应选名额相同：应选 3 人，候选人 2 人'],
  [{ ...election(1, '甲'), candidates: [{ id: 'a', name: '王伟' }, { id: 'b', name: '王 伟' }], form: 'surplus' }, '候选人中有两位“王伟”，请在姓名后注明单位，以便区分'],
  [{ ...election(1, '甲'), candidates: [{ id: 'a', name: '王伟' }, { id: 'a', name: '李四' }], form: 'surplus' }, '同一个人不能在选票上列两次'],
  [{ kind: 'appraise', leaders: people('甲').map(p => ({ ...p, post: '' })), grades: ['优', '优'] }, '评议等次不能重复'],
])('a ballot paper is sound: %j', (question, message) => expect(questionProblem(question)?.message ?? null).toBe(message))

/** Yes votes given to each candidate in the order of the paper, out of a roll where everybody came. */
const electionTally = (q: QuestionOf<'elect'>, roll: number, yes: number[], writeIns: Record<string, number> = {}): Tally => ({
  roll, present: roll, issued: roll, collected: roll,
  counts: { kind: 'elect', valid: roll, void: 0, writeIns, marks: Object.fromEntries(q.candidates.map((c, i) => [c.id, { yes: yes[i]!, no: 0, blank: roll - yes[i]! }])) },
})

describe('an election', () => {
  test('more than enough with a majority: by votes', () => {
    const d = decide(election(2, '甲乙丙'), electionTally(election(2, '甲乙丙'), 98, [55, 70, 60]), national)
    expect(d).toMatchObject({ outcome: 'elected', elected: [{ id: 'id-乙', name: '乙', yes: 70 }, { id: 'id-丙', name: '丙', yes: 60 }], runoff: null, vacant: 0 })
    expect(d.sentence).toBe('应到 98 人，过半数须 50 票，应选 2 人，当选 2 人：乙 70 票、丙 60 票（企业民主管理规定第二十条）')
  })
  test('a tie for the last seat goes to a run-off among the tied for the seats that are left', () => {
    const q = election(3, '甲乙丙丁')
    const d = decide(q, electionTally(q, 98, [60, 90, 60, 60]), national)
    expect(d).toMatchObject({ outcome: 'runoff', elected: [{ name: '乙' }], vacant: 2, runoff: { seats: 2, candidates: people('甲丙丁') } })
    expect(d.sentence).toBe('应到 98 人，过半数须 50 票，应选 3 人，当选 1 人：乙 90 票；甲、丙、丁都得 60 票，须就余下的 2 个名额在得票相同的 3 人中再次投票（企业民主管理规定第二十条）')
  })
  test('a tie above the last seat needs none', () => {
    const q = election(2, '甲乙丙')
    expect(decide(q, electionTally(q, 98, [70, 70, 50]), national)).toMatchObject({ outcome: 'elected', elected: [{ name: '甲' }, { name: '乙' }], runoff: null })
  })
  test('too few with a majority: the rest may be voted on again, or the seats stay vacant', () => {
    const q = election(3, '甲乙丙丁')
    const d = decide(q, electionTally(q, 98, [60, 49, 20, 30], { 王伟: 40 }), national)
    expect(d).toMatchObject({ outcome: 'short', elected: [{ name: '甲' }], vacant: 2 })
    expect(d.runoff).toEqual({ seats: 2, candidates: [{ id: 'id-乙', name: '乙' }, { id: '另选:王伟', name: '王伟' }, { id: 'id-丁', name: '丁' }, { id: 'id-丙', name: '丙' }] })
    const again: Question = { ...q, ...d.runoff!, form: 'surplus' }
    expect([z.safeParse(Question, again).success, questionProblem(again)]).toEqual([true, null])
  })
  test('two tied below the majority tie for nothing', () => {
    const q = election(1, '甲乙')
    expect(decide(q, electionTally(q, 98, [49, 49]), national)).toMatchObject({ outcome: 'short', elected: [], vacant: 1 })
    expect(decide(q, electionTally(q, 98, [49, 49]), SH)).toMatchObject({ outcome: 'short' })
  })
  test('where half is enough, two can have exactly half each: a run-off', () => {
    const q = election(1, '甲乙')
    expect(decide(q, electionTally(q, 98, [49, 49]), { ...SH, electing: SH.passing })).toMatchObject({ outcome: 'runoff', runoff: { seats: 1, candidates: people('甲乙') } })
  })
  test('somebody written in can win', () => {
    const q = election(1, '甲', true)
    expect(decide(q, electionTally(q, 98, [30], { 'John Smith': 60 }), national)).toMatchObject({ outcome: 'elected', elected: [{ id: '另选:John_Smith', name: 'John Smith', yes: 60 }] })
  })
  test('nobody at all stood or was written in with a vote', () => {
    const q = election(1, '甲', false)
    expect(decide(q, electionTally(q, 98, [0]), national)).toMatchObject({ outcome: 'short', elected: [], vacant: 1, sentence: expect.stringContaining('没有人当选，缺额 1 人') })
  })
  test('not quorate, or void: every seat stays vacant', () => {
    const q = election(2, '甲乙丙')
    expect(decide(q, { ...electionTally(q, 98, [55, 70, 21]), present: 60, issued: 60 }, national)).toMatchObject({ outcome: 'noQuorum', vacant: 2 })
    expect(decide(q, { ...electionTally(q, 98, [55, 70, 21]), issued: 97 }, national)).toMatchObject({ outcome: 'void', vacant: 2 })
  })
  test('a candidate whom scrutineers entered as written in gets those votes', () => {
    const q = election(1, '甲乙')
    const counts = electionTally(q, 98, [40, 20], { ' 甲 ': 15, 王伟: 3, '王 伟': 2 }).counts as CountsOf<'elect'>
    expect(tidyWriteIns(q, counts)).toMatchObject({ marks: { 'id-甲': { yes: 55, no: 0, blank: 43 } }, writeIns: { 王伟: 5 } })
    expect(decide(q, { roll: 98, present: 98, issued: 98, collected: 98, counts }, national)).toMatchObject({ outcome: 'elected', elected: [{ name: '甲', yes: 55 }] })
  })
})

describe('figures that cannot be', () => {
  const q = election(1, '甲乙', false)
  const good = electionTally(q, 9, [5, 4])
  const counts = good.counts as CountsOf<'elect'>
  test.each<[string, Partial<CountsOf<'elect'>>, string]>([
    ['a mark too many', { marks: { ...counts.marks, 'id-甲': { yes: 6, no: 0, blank: 4 } } }, '甲的赞成、反对、弃权合计 10 票，与有效票 9 张不符'],
    ['a name less', { marks: { 'id-甲': counts.marks['id-甲']! } }, '计票的名单与选票不符'],
    ['another name', { marks: { 'id-甲': counts.marks['id-甲']!, 'id-丙': counts.marks['id-乙']! } }, '计票中没有乙'],
    ['written in where nobody can be', { writeIns: { 王伟: 1 } }, '这次选举不能另选他人'],
    ['more marks than seats', { marks: { 'id-甲': { yes: 5, no: 0, blank: 4 }, 'id-乙': { yes: 5, no: 0, blank: 4 } } }, '赞成票合计 10，多于 9 张有效票最多能选的 9'],
  ])('of an election: %s', (_, change, message) => expect(tallyProblem(q, { ...good, counts: { ...counts, ...change } })).toBe(message))
  test('a name that is none', () => {
    expect(countsProblem({ ...q, writeIn: true }, { ...counts, writeIns: { a_b: 1 } })).toBe('另选人姓名“a_b”里有不是文字的内容')
  })
  test('more ballots with a name than there are', () => {
    expect(countsProblem({ ...q, writeIn: true }, { ...counts, writeIns: { 王伟: 10 } })).toBe('另选人王伟得 10 票，多于有效票 9 张')
  })

  const a: QuestionOf<'appraise'> = { kind: 'appraise', leaders: [{ id: 'l1', name: '甲', post: '经理' }], grades: ['优秀', '称职'] }
  test.each<[Counts, string | null]>([
    [{ kind: 'appraise', leaders: { l1: [3, 5, 1] }, valid: 9, void: 0 }, null], [{ kind: 'appraise', leaders: { l1: [3, 5] }, valid: 9, void: 0 }, '甲的评议等次与评议票不符'],
    [{ kind: 'appraise', leaders: { l1: [3, 5, 2] }, valid: 9, void: 0 }, '甲的各等次合计 10 票，与有效票 9 张不符'], [{ kind: 'appraise', leaders: {}, valid: 9, void: 0 }, '计票的名单与评议票不符'],
    [{ kind: 'appraise', leaders: { l2: [3, 5, 1] }, valid: 9, void: 0 }, '甲的评议等次与评议票不符'],
  ])('of an appraisal: %j', (c, message) => expect(countsProblem(a, c)).toBe(message))

  test('counts of two questions are never added', () => {
    expect(() => addCounts(emptyCounts(motion), emptyCounts(q))).toThrow('cannot be added')
    expect(() => addCounts(emptyCounts(election(1, '甲')), emptyCounts(election(1, '乙')))).toThrow('cannot be added')
  })
})

describe('an appraisal', () => {
  const q: QuestionOf<'appraise'> = { kind: 'appraise', leaders: [{ id: 'l1', name: '周明', post: '经理' }, { id: 'l2', name: '吴敏', post: '书记' }], grades: ['优秀', '称职', '基本称职', '不称职'] }
  const graded = (...grades: [number?, number?][]) => countAll(q, grades.map(([a, b]) => ({ kind: 'appraise', grades: { ...(a === undefined ? {} : { l1: a }), ...(b === undefined ? {} : { l2: b }) } })))
  test('gives each leader’s result, blanks last', () => {
    const counts = graded([0, 1], [0, 3], [1])
    const d = decide(q, { roll: 3, present: 3, issued: 3, collected: 3, counts }, national)
    expect(d).toMatchObject({
      outcome: 'appraised', vacant: 0,
      leaders: [
        { id: 'l1', name: '周明', post: '经理', grades: [2, 1, 0, 0, 0], percent: [66.7, 33.3, 0, 0, 0] },
        { id: 'l2', name: '吴敏', post: '书记', grades: [0, 1, 0, 1, 1], percent: [0, 33.4, 0, 33.3, 33.3] },
      ],
    })
    expect(d.sentence).toBe('应到 3 人，实到 3 人，发出评议票 3 张，收回 3 张，其中有效 3 张、无效 0 张，完成对 2 人的评议（全民所有制工业企业职工代表大会条例第十八条）')
    expect(z.safeParse(Decision, d).data).toEqual(d)
  })
  test.each<[Record<string, number>]>([[{ l3: 0 }], [{ l1: 4 }], [{ l1: -1 }], [{ l1: 0.5 }]])('%j is no ballot of it', grades => expect(choiceProblem(q, { kind: 'appraise', grades })?.code).toBe('NOT_THIS_BALLOT'))
  test('no ballots, no percents', () => expect(percents([0, 0])).toEqual([0, 0]))
  test.each([[99.5, '99.5%'], [100, '100.0%'], [0, '0.0%']])('%d is %s', (n, words) => expect(percentWords(n)).toBe(words))
})

describe('who may vote', () => {
  const came = [{ act: 'in' as const, at: 100 }]
  test.each([
    ['was there and is', came, true], ['came late', [{ act: 'in' as const, at: 201 }], false], ['came as it opened', [{ act: 'in' as const, at: 200 }], true], ['never came', [], false],
    ['left before', [...came, { act: 'leave' as const, at: 150 }], false], ['left since', [...came, { act: 'leave' as const, at: 250 }], false],
    ['left and was back before', [...came, { act: 'leave' as const, at: 150 }, { act: 'return' as const, at: 199 }], true], ['was out when it opened', [...came, { act: 'leave' as const, at: 150 }, { act: 'return' as const, at: 210 }], false],
    ['leaves later', [...came, { act: 'leave' as const, at: 301 }], true],
  ])('who %s: opened at 200, at 300', (_, marks, may) => expect(mayVote(marks, 200, 300)).toBe(may))
  test('nobody before it is opened', () => expect(mayVote(came, 200, 199)).toBe(false))
  test('two marks at one instant: the later one counts', () => {
    expect(presentAt([...came, { act: 'leave', at: 150 }, { act: 'return', at: 150 }], 150)).toBe(true)
    expect(presentAt([{ act: 'leave', at: 150 }, ...came], 160)).toBe(false)
  })
  test('present are counted', () => expect(countPresent([came, [], [...came, { act: 'leave', at: 120 }]], 130)).toBe(1))
})

test('candidates stand by strokes of the surname, on a machine that knows strokes', () => {
  expect(knowsStrokes()).toBe(true)
  expect(strokeOrder([...['龚自珍', '王伟', '欧阳锋', '李四', '丁一', '于谦', '张三']].map(name => ({ name }))).map(p => p.name)).toEqual(['丁一', '于谦', '王伟', '张三', '李四', '欧阳锋', '龚自珍'])
})

test.each([['王 伟', '王伟'], [' 王伟\u3000', '王伟'], ['John  Smith', 'John Smith'], ['阿迪力．买买提', '阿迪力·买买提'], ['e\u0301', 'é']])('the name %s is %s', (raw, name) => expect(normalName(raw)).toBe(name))
