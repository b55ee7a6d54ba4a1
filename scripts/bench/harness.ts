import type { BenchCloud } from './cloud'

/** One measured number. `baseline` is what this machine itself manages in the same run; `ratio` is value over it. */
export interface Figure {
  name: string
  value: number
  unit: string
  baseline: number
  ratio: number
}

export interface Group {
  name: string
  what: string
  run(cloud: BenchCloud): Promise<Figure[]>
}

/** Milliseconds of one caller after another, and what many callers at once get through in a second. */
export interface Speed {
  p50: number
  p99: number
  ops: number
}

export const figure = (name: string, value: number, unit: string, baseline: number): Figure =>
  ({ name, value: round(value), unit, baseline: round(baseline), ratio: round(value / baseline) })

const round = (value: number) => Number(value.toPrecision(4))

export function figures(name: string, speed: Speed, baseline: Speed): Figure[] {
  return [
    figure(`${name}.p50`, speed.p50, 'ms', baseline.p50),
    figure(`${name}.p99`, speed.p99, 'ms', baseline.p99),
    figure(`${name}.ops`, speed.ops, 'ops/s', baseline.ops),
  ]
}

export function percentile(sorted: number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!
}

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export interface Effort {
  /** Calls measured one after another. */
  calls: number
  /** Callers at once for the throughput. */
  callers: number
}

/** Measures one operation; `n` counts the calls, so that each can have its own document. */
export async function measure(work: (n: number) => unknown, { calls, callers }: Effort): Promise<Speed> {
  let n = 0
  for (let i = 0; i < Math.min(50, calls); i++) await work(n++)
  const times: number[] = []
  for (let i = 0; i < calls; i++) times.push(await timed(() => work(n++)))
  times.sort((a, b) => a - b)
  let left = calls
  const total = await timed(() => Promise.all(Array.from({ length: callers }, async () => {
    while (left-- > 0) await work(n++)
  })))
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), ops: (calls / total) * 1000 }
}

/** One thing after another: the times add up, and the slower of the two limits the throughput. */
export const inSequence = (a: Speed, b: Speed): Speed =>
  ({ p50: a.p50 + b.p50, p99: a.p99 + b.p99, ops: Math.min(a.ops, b.ops) })
