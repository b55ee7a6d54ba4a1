import type { Article, CongressRules, DayCount, MatterKind, Ruled } from '../../types/congress-rules'
import type { RulesEdit } from '../../types/congress-rules-edit'
import { Refusal } from '../refusal'
import { articleWords } from './articles'

/** What an enterprise sets by its own rules of procedure 实施细则. */
const OWN: Article = { law: '本单位职工代表大会实施细则', article: '', found: 'text' }

const tooWeak = (field: keyof RulesEdit, what: string, law: Article) =>
  new Refusal('BELOW_LAW', `${what}不能比法规规定的宽松（${articleWords(law)}）`, `changes.${field}`)

/** Working days last at least as long as as many calendar days, never the other way round. */
const atLeast = (own: DayCount, law: DayCount) => own.days >= law.days && (own.working || !law.working)
const atMost = (own: DayCount, law: DayCount) => own.days <= law.days && (!own.working || law.working)

/** Each number, and whether the enterprise's own holds what the law demands. */
const stricter: { [K in keyof RulesEdit]-?: { what: string; holds(own: NonNullable<RulesEdit[K]>, rules: CongressRules): boolean } } = {
  papersDays: { what: '会议文件送达天数', holds: (own, r) => atLeast(own, r.papersDays.value) },
  agendaDays: { what: '议程告知天数', holds: (own, r) => atLeast(own, r.agendaDays.value) },
  publicityWithin: { what: '会后公布期限', holds: (own, r) => atMost(own, r.publicityWithin.value) },
  publicityDays: { what: '公布天数', holds: (own, r) => atLeast(own, r.publicityDays.value) },
  reportDays: { what: '报送期限', holds: (own, r) => atMost(own, r.reportDays.value) },
  secret: { what: '无记名投票的事项', holds: (own, r) => lawSecret(r).every(s => own.includes(s.value)) },
  grades: { what: '评议等次', holds: () => true },
  managersMax: { what: '中高层管理人员比例上限', holds: (own, r) => own <= r.managersMax.value },
  frontLineMin: { what: '一线代表比例下限', holds: (own, r) => own >= r.frontLineMin.value.percent },
}

const lawSecret = (r: CongressRules) => r.secret.filter(s => s.article.found !== 'memory')

/** The law that a change is measured by; what nobody has checked binds nobody. */
function lawOf(field: keyof RulesEdit, rules: CongressRules): Article | null {
  const article = field === 'secret' ? lawSecret(rules)[0]?.article : (rules[field] as Ruled<unknown>).article
  return article && article.found !== 'memory' ? article : null
}

/** A rule pack with the enterprise's own numbers in it. @throws Refusal when one of them falls behind the law */
export function editedRules(rules: CongressRules, changes: RulesEdit): CongressRules {
  for (const field of Object.keys(changes) as (keyof RulesEdit)[]) {
    const own = changes[field]
    const law = lawOf(field, rules)
    if (own !== undefined && law && !holds(field, own, rules)) throw tooWeak(field, stricter[field].what, law)
  }
  const grades = changes.grades && [...new Set(changes.grades)]
  if (grades && grades.length !== changes.grades!.length) throw new Refusal('BAD_INPUT', '评议等次不能重复', 'changes.grades')
  return {
    ...rules,
    ...days('papersDays'), ...days('agendaDays'), ...days('publicityWithin'), ...days('publicityDays'), ...days('reportDays'),
    ...(changes.secret ? { secret: secretOf(changes.secret, rules) } : {}),
    ...(grades ? { grades: { value: grades, article: OWN } } : {}),
    ...(changes.managersMax === undefined ? {} : { managersMax: { value: changes.managersMax, article: OWN } }),
    ...(changes.frontLineMin === undefined ? {} : { frontLineMin: { value: frontLine(changes.frontLineMin), article: OWN } }),
  }

  function days(field: 'papersDays' | 'agendaDays' | 'publicityWithin' | 'publicityDays' | 'reportDays') {
    return changes[field] ? { [field]: { value: changes[field], article: OWN } } : {}
  }

  function frontLine(percent: number): CongressRules['frontLineMin']['value'] {
    const { kinds } = rules.frontLineMin.value
    return { percent, kinds: kinds.length ? kinds : ['worker', 'technical'] }
  }
}

const holds = (field: keyof RulesEdit, own: unknown, rules: CongressRules) => (stricter[field].holds as (own: unknown, rules: CongressRules) => boolean)(own, rules)

/** The law's own kinds keep the law's article; what the enterprise adds has its own. */
const secretOf = (kinds: readonly MatterKind[], rules: CongressRules): Ruled<MatterKind>[] =>
  [...new Set(kinds)].map(kind => rules.secret.find(s => s.value === kind) ?? { value: kind, article: OWN })
