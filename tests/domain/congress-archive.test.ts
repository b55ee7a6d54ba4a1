import { createHash } from 'node:crypto'
import { canonicalJson, chain, chainProblem, type Link } from '../../domain/congress/chain'
import { choiceProblem } from '../../domain/congress/ballot-paper'
import { countAll } from '../../domain/congress/count'
import { decide } from '../../domain/congress/decide'
import { findPack } from '../../domain/congress/packs'
import { inventedChoice, inventedDelegates, numbersFrom } from '../../domain/congress/rehearsal'
import { resolutionText } from '../../domain/congress/resolution'
import { chineseNumber } from '../../domain/words-number'
import type { Question } from '../../types/congress-vote'

const sha256hex = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const rules = findPack('ZJ', 'state').rules

describe('the chain over a session’s log', () => {
  const events = [{ act: 'open', by: 'zhao', at: 1 }, { act: 'vote', note: '“是”', at: 2 }, { act: 'close', at: 3 }]
  const links = chain(events, sha256hex)
  const broken = (change: (links: Link<object>[]) => Link<object>[]) => chainProblem(change(structuredClone(links) as Link<object>[]), sha256hex)

  test('is whole, and the same whatever the order of fields', () => {
    expect(chainProblem(links, sha256hex, links.at(-1)!.hash)).toBeNull()
    expect(chain([{ at: 1, by: 'zhao', act: 'open' }], sha256hex)[0]!.hash).toBe(links[0]!.hash)
    expect(chainProblem([], sha256hex)).toBeNull()
  })
  test('is written so that anybody can recompute it', () => {
    expect(links[0]!.hash).toBe(sha256hex(`${'0'.repeat(64)}\n1\n{"act":"open","at":1,"by":"zhao"}`))
    expect(links[1]!.hash).toBe(sha256hex(`${links[0]!.hash}\n2\n{"act":"vote","at":2,"note":"“是”"}`))
  })
  test.each<[string, (l: Link<object>[]) => Link<object>[], string]>([
    ['an event is changed', l => l.with(1, { ...l[1]!, event: { act: 'vote', at: 9 } }), '第 2 条记录被改动过：内容与校验值不符'],
    ['an event is changed and hashed anew', l => l.with(1, { ...chain([{ act: 'vote', at: 9 }], sha256hex)[0]!, no: 2, prev: l[0]!.hash, hash: sha256hex(`${l[0]!.hash}\n2\n{"act":"vote","at":9}`), event: { act: 'vote', at: 9 } }), '记录链在第 3 条处断开：它不接在前一条之后'],
    ['one is dropped', l => [l[0]!, l[2]!], '记录链在第 2 条处断开：这里的编号是 3，有记录被删去、增加或调换'],
    ['two are exchanged', l => [l[1]!, l[0]!, l[2]!], '记录链在第 1 条处断开：这里的编号是 2，有记录被删去、增加或调换'],
    ['the first is dropped', l => l.slice(1), '记录链在第 1 条处断开：这里的编号是 2，有记录被删去、增加或调换'],
  ])('shows that %s', (_, change, message) => expect(broken(change)).toBe(message))
  test('shows that the end was cut off, to who knows the last hash', () => {
    expect(chainProblem(links.slice(0, 2), sha256hex)).toBeNull()
    expect(chainProblem(links.slice(0, 2), sha256hex, links[2]!.hash)).toBe('记录链不完整：最后一条的校验值与公布的不符，共 2 条')
  })
  test.each([[{ b: 1, a: [true, null, 'x\n'], c: undefined }, '{"a":[true,null,"x\\n"],"b":1}'], [{}, '{}'], [[], '[]'], ['甲', '"甲"']])('%j is %s', (value, json) => expect(canonicalJson(value)).toBe(json))
  test.each([[NaN], [Infinity], [[undefined]], [() => 1], [10n]])('what JSON cannot say is refused', value => expect(() => canonicalJson(value)).toThrow('cannot be kept'))
})

describe('a rehearsal', () => {
  const delegations = ['一分厂', '二分厂', '机关', '后勤']
  const delegates = inventedDelegates(98, delegations, 7)
  test('its delegates are the same for the same seed, spread over the delegations, no name twice, in a lawful mix', () => {
    expect(inventedDelegates(98, delegations, 7)).toEqual(delegates)
    expect(inventedDelegates(98, delegations, 8)).not.toEqual(delegates)
    expect(delegations.map(d => delegates.filter(x => x.delegation === d).length)).toEqual([25, 25, 24, 24])
    expect(new Set(inventedDelegates(2000, delegations, 3).map(d => d.name)).size).toBe(2000)
    expect(delegates.filter(d => d.kind === 'leader').length * 100).toBeLessThanOrEqual(20 * 98)
    expect(delegates.filter(d => d.kind === 'worker' || d.kind === 'technical').length * 100).toBeGreaterThanOrEqual(70 * 98)
  })
  const questions: Question[] = [
    { kind: 'motion' }, { kind: 'elect', seats: 2, candidates: [...'甲乙丙'].map(name => ({ id: name, name })), writeIn: true, form: 'surplus' },
    { kind: 'appraise', leaders: [...'甲乙'].map(name => ({ id: name, name, post: '' })), grades: ['优秀', '称职', '不称职'] },
  ]
  test.each(questions)('its ballots are valid, the same for the same seed, and follow the mix: $kind', question => {
    const mix = { yes: 70, no: 20, abstain: 10 }
    const choices = Array.from({ length: 1000 }, (_, i) => inventedChoice(question, 5, i, mix))
    expect(choices.map(c => choiceProblem(question, c))).toEqual(choices.map(() => null))
    expect(inventedChoice(question, 5, 3, mix)).toEqual(choices[3])
    const counts = countAll(question, choices)
    expect([counts.valid, counts.void]).toEqual([1000, 0])
    if (counts.kind !== 'motion') return
    expect([counts.yes, counts.no, counts.abstain].map(n => Math.round(n / 100))).toEqual([7, 2, 1])
    expect(countAll(question, Array.from({ length: 50 }, (_, i) => inventedChoice(question, 5, i, { yes: 1, no: 0, abstain: 0 })))).toMatchObject({ yes: 50 })
  })
  test('its numbers stay from 0 up to 1', () => {
    const next = numbersFrom(1)
    const drawn = Array.from({ length: 10_000 }, next)
    expect([Math.min(...drawn) >= 0, Math.max(...drawn) < 1, Math.round(10 * drawn.reduce((a, b) => a + b, 0) / drawn.length)]).toEqual([true, true, 5])
  })
})

describe('the resolution', () => {
  const motion = decide({ kind: 'motion' }, { roll: 98, present: 90, issued: 90, collected: 90, counts: { kind: 'motion', yes: 51, no: 39, abstain: 0, valid: 90, void: 0 } }, rules)
  const appraisal: Question = { kind: 'appraise', leaders: [{ id: 'a', name: '周明', post: '经理' }], grades: ['优秀', '称职'] }
  const appraised = decide(appraisal, { roll: 3, present: 3, issued: 3, collected: 3, counts: { kind: 'appraise', leaders: { a: [2, 1, 0] }, valid: 3, void: 0 } }, rules)
  const facts = {
    sessionName: '第六届职工代表大会第二次会议', enterprise: '滨海热电', day: '2026-12-08', roll: 98, present: 90, rehearsal: false,
    matters: [
      { title: '集体合同草案', kind: 'approve' as const, way: 'secret' as const, decision: motion },
      { title: '提案办理情况报告', kind: 'report' as const, way: null, decision: null },
      { title: '食堂改造方案', kind: 'advise' as const, way: null, decision: null, withdrawn: true },
      { title: '民主评议', kind: 'appraise' as const, way: 'secret' as const, decision: appraised, grades: appraisal.grades },
    ],
  }
  test('says what was decided, by how many votes and by which article', () => {
    expect(resolutionText(facts)).toEqual({
      title: '滨海热电第六届职工代表大会第二次会议决议',
      paragraphs: [
        '滨海热电第六届职工代表大会第二次会议于2026年12月8日召开，应到代表 98 人，实到 90 人。',
        '一、会议通过了《集体合同草案》。审议通过，无记名投票。应到 98 人，过半数须 50 票，赞成 51 票，通过（浙江省企业民主管理条例第十五条）。',
        '二、会议听取了《提案办理情况报告》。',
        '三、《食堂改造方案》已撤回，会议没有表决。',
        '四、会议进行了民主评议。民主评议，无记名投票。应到 3 人，实到 3 人，发出评议票 3 张，收回 3 张，其中有效 3 张、无效 0 张，完成对 1 人的评议（浙江省企业民主管理条例第十五条）。',
        '周明（经理）：优秀 2 票（66.7%），称职 1 票（33.3%），弃权 0 票（0.0%）。',
        '审议通过的事项，未经职工代表大会重新审议通过不得变更。',
      ],
    })
  })
  test('of a rehearsal says so first and last', () => {
    const { title, paragraphs } = resolutionText({ ...facts, rehearsal: true })
    expect([title.startsWith('【模拟推演】'), paragraphs.at(-1)]).toEqual([true, '本决议为模拟推演所生成，不具有任何效力。'])
  })
  test.each([[1, '一'], [10, '十'], [11, '十一'], [20, '二十'], [35, '三十五'], [99, '九十九']])('item %i is %s', (n, words) => expect(chineseNumber(n)).toBe(words))
})
