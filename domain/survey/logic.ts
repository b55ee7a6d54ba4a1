import type { Condition, Definition, Problem } from '../../types/survey-questions'
import { places } from './path'
import { MAX_QUESTIONS, optionRefs, placed, type Placed } from './questions'
import { settingProblems } from './settings'

const nameOf = ({ question, number }: Placed) => `第 ${number} 题“${question.title.length > 12 ? `${question.title.slice(0, 12)}…` : question.title}”`

const END = -1

/** Where each way out of a question leads, by the place of the next question; END = the end. Unknown targets are left out. */
function waysFrom(i: number, all: readonly Placed[], at: ReadonlyMap<string, number>): number[] {
  const { question: q } = all[i]!
  const ahead = (n: number) => (n >= all.length ? END : n)
  const ways = q.jumps.flatMap(j => (j.to === 'end' ? [END] : at.has(j.to) ? [ahead(at.get(j.to)!)] : []))
  const refs = optionRefs(q)
  const always = q.jumps.some(j => j.option === null) || (q.kind === 'single' && q.required && refs.every(r => q.jumps.some(j => j.option === r)))
  // A question that may be hidden is stepped over.
  if (!always || q.showIf.length > 0) ways.push(ahead(i + 1))
  return [...new Set(ways)]
}

/** The questions that can be come to from `start`, itself included. */
function reachedFrom(start: number, ways: readonly number[][]): Set<number> {
  const found = new Set([start])
  const open = [start]
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    for (const next of ways[i] ?? []) if (next !== END && !found.has(next)) { found.add(next); open.push(next) }
  }
  return found
}

/** A way from `from` to `to`, both included, if there is one; the shortest, so that it can be read. */
function wayBetween(from: number, to: number, ways: readonly number[][]): number[] | undefined {
  const before = new Map<number, number>([[from, from]])
  const open = [from]
  for (const i of open) {
    if (i === to) break
    for (const next of ways[i] ?? []) if (next !== END && !before.has(next)) { before.set(next, i); open.push(next) }
  }
  if (!before.has(to)) return undefined
  const way = [to]
  while (way[0] !== from) way.unshift(before.get(way[0]!)!)
  return way
}

function conditionProblem(c: Condition, i: number, all: readonly Placed[], ways: readonly number[][]): Omit<Problem, 'at'> | undefined {
  const me = nameOf(all[i]!)
  const from = all.findIndex(p => p.question.key === c.question)
  const asked = all[from]?.question
  if (!asked) return { code: 'UNKNOWN', message: `${me}的显示条件提到了不存在的题目` }
  if (from === i) return { code: 'LOOP', message: `${me}的显示条件是它自己，会形成循环` }
  if (from > i) {
    const back = asked.showIf.some(b => b.question === all[i]!.question.key)
    return back
      ? { code: 'LOOP', message: `${me}和${nameOf(all[from]!)}互为显示条件，会形成循环` }
      : { code: 'ORDER', message: `${me}的显示条件是排在后面的${nameOf(all[from]!)}，那时还没有答` }
  }
  const refs = optionRefs(asked)
  if (c.any.some(o => !refs.includes(o))) return { code: 'UNKNOWN', message: `${me}的显示条件提到了${nameOf(all[from]!)}里没有的选项` }
  const numeric = c.from !== null || c.to !== null
  if (numeric && asked.kind !== 'rating' && asked.kind !== 'number') return { code: 'UNFIT', message: `${me}的显示条件是数值范围，但${nameOf(all[from]!)}不是评分或数字题` }
  if (numeric && (c.from ?? -Infinity) > (c.to ?? Infinity)) return { code: 'UNFIT', message: `${me}的显示条件的数值范围前后颠倒` }
  if (!c.not && !reachedFrom(from, ways).has(i)) return { code: 'UNREACHABLE', message: `${me}永远不会出现：答了${nameOf(all[from]!)}就会跳过它` }
  return undefined
}

function jumpProblems(i: number, all: readonly Placed[], at: ReadonlyMap<string, number>, ways: readonly number[][]): Omit<Problem, 'at'>[] {
  const me = all[i]!
  const refs = optionRefs(me.question)
  const seen = new Set<string | null>()
  return me.question.jumps.flatMap((j): Omit<Problem, 'at'>[] => {
    if (seen.has(j.option)) return [{ code: 'TWICE', message: `${nameOf(me)}对同一个选项写了两个跳转` }]
    seen.add(j.option)
    if (j.option !== null && (me.question.kind !== 'single' || !refs.includes(j.option))) return [{ code: 'UNKNOWN', message: `${nameOf(me)}的跳转提到了没有的选项（只有单选题能按选项跳转）` }]
    if (j.to === 'end') return []
    const to = at.get(j.to)
    if (to === undefined) return [{ code: 'UNKNOWN', message: `${nameOf(me)}的跳转目标不存在` }]
    if (to > i) return []
    const loop = wayBetween(to, i, ways)
    const round = loop?.map(n => `第 ${all[n]!.number} 题`).join(' → ')
    return [loop
      ? { code: 'LOOP', message: `${nameOf(me)}跳回了第 ${all[to]!.number} 题，答题会绕圈：${round} → 第 ${all[to]!.number} 题` }
      : { code: 'BACKWARD', message: `${nameOf(me)}跳到了前面的第 ${all[to]!.number} 题，只能往后跳` }]
  })
}

/** Everything that keeps a definition from being published, the place named; empty = sound. The same check runs on the page. */
export function checkDefinition(definition: Definition): Problem[] {
  const all = placed(definition)
  if (all.length === 0) return [{ at: '', code: 'EMPTY', message: '还没有题目，请至少添加一道' }]
  if (all.length > MAX_QUESTIONS) return [{ at: '', code: 'TOO_MANY', message: `题目最多 ${MAX_QUESTIONS} 道，现在有 ${all.length} 道` }]
  const keys = [...definition.sections.map(s => s.key), ...all.map(p => p.question.key)]
  const twice = keys.find((key, n) => keys.indexOf(key) !== n)
  if (twice !== undefined) return [{ at: twice, code: 'TWICE', message: `编号 ${twice} 用了两次，每一部分和每道题的编号不能相同` }]
  const at = places(definition)
  const ways = all.map((_, i) => waysFrom(i, all, at))
  const own = all.flatMap((p, i) => [
    ...settingProblems(p.question).map(message => ({ code: 'SETTING', message: `${nameOf(p)}：${message}` })),
    ...jumpProblems(i, all, at, ways),
    ...p.question.showIf.flatMap(c => conditionProblem(c, i, all, ways) ?? []),
  ].map(problem => ({ at: p.question.key, ...problem })))
  // With a jump that leads nowhere or back, what can be reached means nothing yet.
  return own.length ? own : unreachable(all, ways)
}

function unreachable(all: readonly Placed[], ways: readonly number[][]): Problem[] {
  const reached = reachedFrom(0, ways)
  return all.flatMap((p, i) => (reached.has(i) ? [] : [{ at: p.question.key, code: 'UNREACHABLE', message: `${nameOf(p)}永远不会出现：前面的跳转都绕过了它` }]))
}

