import type { Consent } from '../../types/notice-sending'

/** Why a person's template is off: kept apart, since each is mended elsewhere (in the request, in WeChat's settings, by the union). */
export type Off = 'rejected' | 'banned' | 'filtered' | 'mainSwitch'

/** One line: what happened to the credits 订阅次数. `key` names the tap, the event or the send, so that a repeat is known. */
export interface LedgerLine { act: 'accept' | 'reject' | 'ban' | 'filter' | 'mainSwitch' | 'on' | 'spent' | 'released' | 'unknown' | 'zero' | 'told'; key: string; at: number; by: 'tap' | 'wx' | 'send'; paired?: boolean }

/** What a ledger holds of one person and one template. `left`: messages that WeChat will still let through. */
export interface Ledger { left: number; off: Off | null; lines: readonly LedgerLine[] }

export const emptyLedger: Ledger = { left: 0, off: null, lines: [] }

/** The last lines are enough to know repeats by and to explain a number. */
export const KEPT = 40

/** The phone tells of a tap, and WeChat of the same popup, in either order: they belong together within so long. */
const PAIR = 10 * 60_000

const known = ({ lines }: Ledger, by: LedgerLine['by'], key: string) => lines.some(l => l.by === by && l.key === key)
const withLine = (ledger: Ledger, line: LedgerLine, change: Partial<Ledger> = {}): Ledger => ({ ...ledger, ...change, lines: [...ledger.lines, line].slice(-KEPT) })

/**
 * One accept is one credit, though two tell of it. Whoever tells first brings the credit; the other finds an unpaired line of
 * the first and adds none. A missing partner does no harm.
 */
function accept(ledger: Ledger, by: 'tap' | 'wx', key: string, at: number): Ledger {
  const partner = ledger.lines.findIndex(l => l.act === 'accept' && l.by !== by && !l.paired && Math.abs(l.at - at) <= PAIR)
  if (partner < 0) return withLine(ledger, { act: 'accept', key, at, by }, { left: ledger.left + 1, off: null })
  const lines = ledger.lines.map((l, i) => (i === partner ? { ...l, paired: true } : l))
  return withLine({ ...ledger, lines }, { act: 'accept', key, at, by, paired: true }, { off: null })
}

const offBy: Record<Exclude<Consent, 'accept'>, { act: LedgerLine['act']; off: Off }> = {
  reject: { act: 'reject', off: 'rejected' }, ban: { act: 'ban', off: 'banned' }, filter: { act: 'filter', off: 'filtered' },
}

/** What a person answered to the request, told by the phone or by WeChat; the same ledger back when it was told before. */
export function answered(ledger: Ledger, answer: Consent | 'mainSwitch', by: 'tap' | 'wx', key: string, at: number): Ledger {
  if (known(ledger, by, key)) return ledger
  if (answer === 'accept') return accept(ledger, by, key, at)
  if (answer === 'mainSwitch') return withLine(ledger, { act: 'mainSwitch', key, at, by }, { off: 'mainSwitch' })
  const { act, off } = offBy[answer]
  // A credit that was earned stays: a rejected popup takes back nothing, WeChat's settings do (below).
  return withLine(ledger, { act, key, at, by }, { off })
}

/** In WeChat's settings the template was switched off, which takes every credit, or on again, which gives none. */
export function switched(ledger: Ledger, on: boolean, key: string, at: number): Ledger {
  if (known(ledger, 'wx', key)) return ledger
  return withLine(ledger, { act: on ? 'on' : 'zero', key, at, by: 'wx' }, on ? { off: null } : { off: 'rejected', left: 0 })
}

/** May a message be sent on it? Rejecting once more does not undo an earlier accept, but the switches do. */
export const usable = ({ left, off }: Pick<Ledger, 'left' | 'off'>): boolean => left > 0 && off !== 'banned' && off !== 'mainSwitch'
