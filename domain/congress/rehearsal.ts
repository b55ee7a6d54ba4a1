import type { Choice, ChoiceOf, Question, QuestionOf } from '../../types/congress-vote'
import type { SeatKind } from '../../types/member'

/** Small lists, so that nobody takes the invented for the real. */
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏']
const GIVEN = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '洋', '艳', '勇', '军', '杰', '娟', '涛', '明', '超', '秀英', '建国', '志强', '海燕', '春梅', '国庆', '晓东', '红霞', '立新', '文博', '玉兰', '永福', '思远']

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). For inventing only, never for secrets. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface InventedDelegate { name: string; delegation: string; kind: SeatKind; woman: boolean }

/** Of every twenty: fourteen from the front line, two technical, two managers, one leader, one other. */
const kindOf = (i: number): SeatKind => {
  const place = i % 20
  return place < 14 ? 'worker' : place < 16 ? 'technical' : place < 18 ? 'manager' : place < 19 ? 'leader' : 'other'
}

/** Delegates of a rehearsal 模拟推演, the same for the same seed, in turn over the delegations; no name twice. */
export function inventedDelegates(n: number, delegations: readonly string[], seed: number): InventedDelegate[] {
  const next = numbersFrom(seed)
  const used = new Map<string, number>()
  return Array.from({ length: n }, (_, i) => {
    const base = SURNAMES[Math.floor(next() * SURNAMES.length)]! + GIVEN[Math.floor(next() * GIVEN.length)]!
    const times = used.get(base) ?? 0
    used.set(base, times + 1)
    return { name: times ? `${base}${times + 1}` : base, delegation: delegations[i % delegations.length] ?? '', kind: kindOf(i), woman: next() < 0.4 }
  })
}

/** How invented delegates are inclined, as weights; what is not yes or no is an abstention. */
export interface Mix { yes: number; no: number; abstain: number }

type Mark = 'yes' | 'no' | 'abstain'

function markBy(mix: Mix, x: number): Mark {
  const at = x * (mix.yes + mix.no + mix.abstain)
  return at < mix.yes ? 'yes' : at < mix.yes + mix.no ? 'no' : 'abstain'
}

/** The ballot of the `i`th invented delegate; the same for the same seed and place, always valid. */
export function inventedChoice(question: Question, seed: number, i: number, mix: Mix): Choice {
  const next = numbersFrom(Math.imul(seed, 31) + Math.imul(i + 1, 0x9e3779b1))
  if (question.kind === 'motion') return { kind: 'motion', vote: markBy(mix, next()) }
  return question.kind === 'elect' ? inventedMarks(question, next, mix) : inventedGrades(question, next, mix)
}

function inventedMarks(question: QuestionOf<'elect'>, next: () => number, mix: Mix): ChoiceOf<'elect'> {
  const marks: ChoiceOf<'elect'>['marks'] = {}
  let left = question.seats
  const inOrder = question.candidates.map(c => ({ id: c.id, at: next() })).sort((a, b) => a.at - b.at)
  for (const { id } of inOrder) {
    const mark = markBy(mix, next())
    if (mark === 'no' || (mark === 'yes' && left > 0)) marks[id] = mark
    if (mark === 'yes') left--
  }
  return { kind: 'elect', marks, writeIns: [] }
}

/** For = the upper half of the scale, against = the lower. */
function inventedGrades(question: QuestionOf<'appraise'>, next: () => number, mix: Mix): ChoiceOf<'appraise'> {
  const grades: Record<string, number> = {}
  const upper = Math.ceil(question.grades.length / 2)
  for (const { id } of question.leaders) {
    const mark = markBy(mix, next())
    const place = next()
    if (mark === 'yes') grades[id] = Math.floor(place * upper)
    if (mark === 'no') grades[id] = upper + Math.floor(place * (question.grades.length - upper))
  }
  return { kind: 'appraise', grades }
}
