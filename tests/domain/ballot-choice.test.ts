import fc from 'fast-check'
import { TALLY } from '../../domain/ballot/problems'
import { choiceOf, demandChoice, demandsSealed, patternsOf, type Question } from '../../domain/ballot/question'
import { counting, demandPossible, minus, plus, sameTally } from '../../domain/ballot/tally'
import { openRound, type Manifest } from '../../domain/ballot/manifest'
import { approval, World } from './ballot-world'

const names = (...all: string[]) => all.map((name, i) => ({ id: `e${i}`, name }))
const election: Question = { kind: 'election', text: '选举主席团', entries: names('赵一', '钱二', '孙三'), seats: 2, writeIns: 1 }
const appraisal: Question = { kind: 'appraisal', text: '民主评议', entries: names('甲', '乙'), grades: ['优秀', '称职', '基本称职', '不称职'] }
const answers: Question = { kind: 'answers', text: '满意度调查', entries: [], definition: '{"sections":[]}' }
const leaders: Question = { ...appraisal, entries: names(...Array.from({ length: 80 }, (_, i) => `干部${i}`)) }

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })

test.each<[string, Question, string, string[]]>([
  ['yes', approval, 'y', []], ['no', approval, 'n', []], ['abstain', approval, 'a', []],
  ['two of three', election, 'yyn', []], ['one and a write-in', election, 'yan', ['李四']], ['none', election, 'aaa', []], ['against all', election, 'nnn', []],
  ['grades', appraisal, '14', []], ['one left out', appraisal, '03', []], ['eighty leaders', leaders, '1'.repeat(80), []],
  ['answers', answers, '{"q1":4,"q2":"食堂\\n好"}', []], ['long answers', answers, '好'.repeat(12_000), []],
])('may be cast: %s', (_name, question, marks, writeIns) => {
  expect(choiceOf(marks, writeIns, question)).toEqual({ marks, writeIns })
})

test.each<[string, Question, string, string[], string]>([
  ['no mark', approval, '', [], 'CHOICE'], ['two marks', approval, 'yn', [], 'CHOICE'], ['unknown mark', approval, 'Y', [], 'CHOICE'], ['write-in where none is asked', approval, 'y', ['李四'], 'CHOICE'],
  ['three of two', election, 'yyy', [], 'CHOICE_TOO_MANY'], ['two and a write-in', election, 'yyn', ['李四'], 'CHOICE_TOO_MANY'], ['two write-ins', election, 'aaa', ['李四', '王五'], 'CHOICE'],
  ['a candidate written in', election, 'aaa', ['赵一'], 'WRITE_IN'], ['a line break', election, 'aaa', ['李\u200b四'], 'WRITE_IN'], ['a compatibility character', election, 'aaa', ['\uf900'], 'WRITE_IN'],
  ['a very long name', election, 'aaa', ['李'.repeat(31)], 'WRITE_IN'], ['an unknown grade', appraisal, '15', [], 'CHOICE'], ['seventy-nine', leaders, '1'.repeat(79), [], 'CHOICE'],
  ['answers without any', answers, '', [], 'CHOICE'], ['a name beside answers', answers, '{}', ['李四'], 'CHOICE'], ['answers that are no text', answers, '{"q1":"\ud800"}', [], 'NOT_CANONICAL'],
])('is refused: %s', (_name, question, marks, writeIns, code) => {
  expect(() => choiceOf(marks, writeIns, question)).toThrow(refused(code))
})

test('write-ins are trimmed and put in order; as they are signed they must be so already', () => {
  const many: Question = { ...election, writeIns: 2 }
  expect(choiceOf('aaa', [' 王  五 ', '李四', ''], many)).toEqual({ marks: 'aaa', writeIns: ['李四', '王 五'] })
  expect(choiceOf('aaa', ['买买提·艾力', '\u{20000}𠮷'], many).writeIns).toHaveLength(2)
  for (const name of [' 李四', '李四 ', '李  四', ' ', '']) expect(() => demandChoice({ marks: 'aaa', writeIns: [name] }, many)).toThrow(refused('WRITE_IN'))
  expect(() => demandChoice({ marks: 'aaa', writeIns: ['王五', '李四'] }, many)).toThrow(refused('WRITE_IN'))
  expect(() => demandChoice({ marks: 'aaa', writeIns: ['李四', '李四'] }, many)).toThrow(refused('WRITE_IN'))
})

test.each<[Question, number, number, boolean]>([
  [approval, 3, 3, false], [approval, 3, 2, true], [{ ...election, writeIns: 0 }, 27, 98, false], [{ ...election, writeIns: 0 }, 27, 20, true],
  [election, Infinity, 100_000, true], [answers, Infinity, 100_000, true], [appraisal, 25, 98, false], [leaders, 5 ** 80, 100_000, true],
])('%#: %p patterns among %i people', (question, patterns, people, sealed) => {
  expect(patternsOf(question)).toBe(patterns)
  expect(demandsSealed(question, people)).toBe(sealed)
})

const mark = (question: Question) => fc.constantFrom(...(question.kind === 'appraisal' ? '01234' : 'yna'))
const choices = (question: Question) => fc.array(fc.array(mark(question), { minLength: question.entries.length, maxLength: question.entries.length }).map(m => m.join('')), { maxLength: 20 })

test.each([['approval', approval], ['appraisal', appraisal], ['election', { ...election, seats: 3 } as Question]])('a tally (%s) is the same in any order and in any parts', (_name, question) => {
  fc.assert(fc.property(choices(question), fc.nat(20), (all, cut) => {
    const of = (list: string[]) => {
      const count = counting(question)
      for (const marks of list) count.add({ marks, writeIns: [] })
      return count.tally()
    }
    const whole = of(all)
    expect(sameTally(of([...all].reverse()), whole)).toBe(true)
    expect(sameTally(plus(of(all.slice(0, cut)), of(all.slice(cut))), whole)).toBe(true)
    expect(minus(whole, of(all.slice(0, cut)))).toEqual(of(all.slice(cut)))
    expect(whole.marks.every(row => row.reduce((sum, n) => sum + n, 0) === all.length)).toBe(true)
    expect(() => demandPossible(whole, question, TALLY)).not.toThrow()
  }))
})

test('write-ins are counted by name, and a tally of too many is impossible', () => {
  const count = counting(election)
  for (const name of ['王五', '李四', '王五']) count.add({ marks: 'yan', writeIns: [name] })
  const tally = count.tally()
  expect(tally.writeIns).toEqual([{ count: 1, name: '李四' }, { count: 2, name: '王五' }])
  expect(() => demandPossible(tally, election, TALLY)).not.toThrow()
  for (const writeIns of [[{ count: 4, name: '王五' }], [{ count: 0, name: '王五' }], [{ count: 1, name: '赵一' }], [...tally.writeIns].reverse(), [{ count: 2, name: '李四' }, { count: 2, name: '王五' }]]) {
    expect(() => demandPossible({ ...tally, writeIns }, election, TALLY)).toThrow()
  }
  expect(minus(tally, { ...tally, writeIns: [{ count: 2, name: '李四' }] })).toBeNull()
})

describe('a manifest', () => {
  const { manifest } = new World().round
  const [first, second] = manifest.issuers
  test.each<[string, Partial<Manifest>, string]>([
    ['no version', { version: 2 as 1 }, 'SHAPE'], ['no issuer', { issuers: [] }, 'SHAPE'], ['one scrutineer', { scrutineers: manifest.scrutineers.slice(1, 2) }, 'SHAPE'],
    ['a short key', { issuers: [{ ...first!, modulus: first!.modulus.slice(4) }] }, 'SHAPE'],
    ['a key of fewer bits', { issuers: [{ ...first!, modulus: `A${first!.modulus.slice(1)}` }] }, 'ISSUER_KEY'],
    ['one key for both', { issuers: [first!, { ...second!, modulus: first!.modulus }] }, 'ISSUER_KEY'],
    ['box and scrutineer in one', { boxPub: manifest.scrutineers[0]!.pub }, 'KEY'],
    ['a key of small order', { boxPub: 'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, 'KEY'],
    ['two candidates of one name', { question: { ...election, entries: names('赵一', '赵一') }, board: 'sealed' }, 'MANIFEST'],
    ['two entries of one id', { question: { ...appraisal, entries: [{ id: 'a', name: '甲' }, { id: 'a', name: '乙' }] }, board: 'sealed' }, 'MANIFEST'],
    ['nothing to vote on', { question: { ...approval, entries: [] } }, 'MANIFEST'],
    ['open with fingerprints', { question: leaders }, 'SEALED'],
    ['answers on an open board', { question: answers }, 'SEALED'], ['answers with entries', { question: { ...answers, entries: names('甲') } as unknown as Question, board: 'sealed' }, 'SHAPE'],
    ['answers to nothing', { question: { ...answers, definition: '' }, board: 'sealed' }, 'SHAPE'], ['a definition too long', { question: { ...answers, definition: 'x'.repeat(100_001) }, board: 'sealed' }, 'SHAPE'],
    ['a bad round name', { round: 'a/b' }, 'SHAPE'], ['an unknown kind', { question: { kind: 'survey' } as unknown as Question }, 'SHAPE'],
    ['a rule with a fraction', { rule: { half: 0.5 } }, 'NOT_CANONICAL'],
  ])('is refused with %s', (_name, change, code) => {
    expect(() => openRound({ ...manifest, ...change })).toThrow(refused(code))
  })

  test('in which everything is hashed', () => {
    const hash = openRound(manifest).hash
    for (const change of [{ rule: 'other' }, { previous: hash }, { rollSize: 7 }, { board: 'sealed' as const }, { round: 'demo-9' }, { issuers: [first!] }]) {
      expect(openRound({ ...manifest, ...change }).hash).not.toBe(hash)
    }
  })

  test('may be one for the answers to a survey', () => {
    expect(openRound({ ...manifest, question: { ...answers, definition: '"题"'.repeat(25_000) }, board: 'sealed' }).manifest.question.kind).toBe('answers')
  })

  test('may be one for a paper of free names only', () => {
    expect(openRound({ ...manifest, question: { ...election, entries: [] }, board: 'sealed' }).manifest.question.entries).toEqual([])
  })
})
