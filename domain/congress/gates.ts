import type { Article, CongressRules, Stage } from '../../types/congress-rules'
import { GATES, type Gate, type GateId } from './gate-list'
import type { SessionFacts } from './session-facts'
import { rulesFor } from './session-rules'

/** A gate passed though it is not met: two people answer for it, and it stands in the archive. */
export interface GateOverride { gate: string; reason: string; by: readonly string[] }

export interface GateResult {
  id: GateId
  name: string
  article: Article
  met: boolean
  /** What was found, met or not. */
  why: string
  firm: boolean
  override: GateOverride | null
  /** Met or overridden. */
  open: boolean
}

const order: readonly Stage[] = ['preparing', 'preparatory', 'discussion', 'formal', 'closed', 'archived']

export const nextStage = (stage: Stage): Stage | null => order[order.indexOf(stage) + 1] ?? null

/** Why this override does not count, in Chinese; null = it does. */
export function overrideProblem(override: GateOverride): string | null {
  const gate = GATES.find(g => g.id === override.gate)
  if (!gate) return '没有这项要求'
  if (gate.firm) return `“${gate.name}”不能放行：缺了它，会议的决定无效`
  if (!override.reason.trim()) return '请写明放行的理由'
  return new Set(override.by).size < 2 ? '放行需要两个人共同确认' : null
}

function resultOf(gate: Gate, facts: SessionFacts, rules: CongressRules, overrides: readonly GateOverride[]): GateResult {
  const { met, why } = gate.check(facts, rules)
  const override = overrides.find(o => o.gate === gate.id && overrideProblem(o) === null) ?? null
  return { id: gate.id, name: gate.name, article: gate.article(rules), met, why, firm: gate.firm, override, open: met || override !== null }
}

/** The gates for leaving a stage, each with what was found. A joint meeting 联席会议 has no stages and no gates. */
export function gatesOf(stage: Stage, facts: SessionFacts, rules: CongressRules, overrides: readonly GateOverride[] = []): GateResult[] {
  const own = rulesFor(facts.kind, rules)
  return GATES.filter(g => g.stage === stage && g.kinds.includes(facts.kind)).map(g => resultOf(g, facts, own, overrides))
}

/** May the session go on to its next stage, and what is in the way? */
export function mayAdvance(stage: Stage, facts: SessionFacts, rules: CongressRules, overrides: readonly GateOverride[] = []): { may: boolean; next: Stage | null; missing: GateResult[] } {
  const next = nextStage(stage)
  const missing = gatesOf(stage, facts, rules, overrides).filter(g => !g.open)
  return { may: next !== null && missing.length === 0, next, missing }
}
