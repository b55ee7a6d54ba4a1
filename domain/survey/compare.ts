import type { Comparison, QuestionResult } from '../../types/survey-results'

const share = (n: number, of: number | null) => (of ? Math.round((n / of) * 1000) / 10 : null)

const sideOf = (r: QuestionResult | undefined) => (!r || r.hidden || r.n === null ? null : { n: r.n, mean: r.mean, nps: r.nps })

/** Bars of a matrix stand under `row:column`. Shares of what is ranked are of all points given. */
function sharesOf(r: QuestionResult | undefined): Map<string, { name: string; share: number | null }> {
  if (!r || r.hidden) return new Map()
  const of = r.kind === 'ranking' ? r.bars.reduce((sum, b) => sum + b.n, 0) : r.n
  const rows = r.rows.flatMap(row => row.bars.map((b): [string, { name: string; share: number | null }] => [`${row.key}:${b.key}`, { name: `${row.name}：${b.name}`, share: share(b.n, row.n) }]))
  return new Map([...r.bars.map((b): [string, { name: string; share: number | null }] => [b.key, { name: b.name, share: share(b.n, of) }]), ...rows])
}

/** Two rounds beside each other: questions that have the same key and the same kind. */
export function compared(now: readonly QuestionResult[], then: readonly QuestionResult[]): Comparison['questions'] {
  return now.flatMap(n => {
    const t = then.find(r => r.key === n.key && r.kind === n.kind)
    if (!t) return []
    const [a, b] = [sharesOf(n), sharesOf(t)]
    const bars = [...new Set([...a.keys(), ...b.keys()])].map(key => ({ key, name: (a.get(key) ?? b.get(key))!.name, now: a.get(key)?.share ?? null, then: b.get(key)?.share ?? null }))
    return [{ key: n.key, kind: n.kind, title: n.title, now: sideOf(n), then: sideOf(t), bars }]
  })
}
