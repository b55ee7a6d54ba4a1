import type { SendCounts, SendState } from '../../types/notice-sending'

/** The states of a batch's recipients are one letter each: a batch of a thousand is written whole, in one small field. */
const letters: Record<SendState, string> = {
  waiting: 'w', sending: 's', sent: 'd', refused: 'r', failed: 'f', unknown: '?', noCredit: 'n', unbound: 'u', muted: 'm', stopped: 'x',
}
const states = new Map(Object.entries(letters).map(([state, letter]) => [letter, state as SendState]))

/** Recipients of one document, and of one step: what is on record as under way before WeChat is asked. */
export const BATCH = 1000
export const STEP = 50

export const packStates = (all: readonly SendState[]): string => all.map(s => letters[s]).join('')
export const unpackStates = (text: string): SendState[] => [...text].map(letter => states.get(letter)!)
export const letterOf = (state: SendState): string => letters[state]

export function countStates(text: string): SendCounts {
  const counts: SendCounts = {}
  for (const state of unpackStates(text)) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

export function sumCounts(all: readonly SendCounts[]): SendCounts {
  const sum: SendCounts = {}
  for (const counts of all) for (const [state, n] of Object.entries(counts) as [SendState, number][]) sum[state] = (sum[state] ?? 0) + n
  return sum
}

/** Nothing more happens to these by themselves; what is unknown may still be settled by WeChat's event. */
export const isOver = (state: SendState): boolean => state !== 'waiting' && state !== 'sending'

/** Those whose worker died between asking WeChat and writing down its answer: unknown, for ever unless WeChat tells. */
export const orphaned = (all: readonly SendState[]): SendState[] => all.map(s => (s === 'sending' ? 'unknown' : s))

export const indexesOf = (all: readonly SendState[], state: SendState): number[] => all.flatMap((s, i) => (s === state ? [i] : []))
