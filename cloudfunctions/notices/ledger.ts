import { KEPT, type LedgerLine } from '../../domain/notice/ledger'
import { toldOutcome } from '../../domain/notice/outcome'
import type { SendState } from '../../types/notice-sending'
import { command } from '../_kit/cloud'
import type { CreditDoc, SendDoc } from '../_kit/notice-documents'
import type { Store, Where } from '../_kit/store'
import { creditId } from './credit'

/** The field under which a ledger keeps what it gave to one notice. */
export const sendKey = (noticeId: string) => `n${noticeId}`

type Batch = Pick<SendDoc, '_id' | 'noticeId' | 'template' | 'people'>

/** One line more of a ledger's history. */
export const written = (line: LedgerLine) => command.push({ each: [line], slice: -KEPT } as never)

const line = ({ noticeId }: Batch, act: LedgerLine['act'], at: number) => written({ act, key: noticeId, at, by: 'send' })
const ledgersOf = (batch: Batch, places: readonly number[]) => command.in(places.map(i => creditId(batch.people[i]!, batch.template)))

/** The rule of `usable` (domain/notice/ledger.ts) as a condition. */
export const USABLE = { left: { $gt: 0 }, off: { $nin: ['banned', 'mainSwitch'] } }

/**
 * Takes a credit of each of these recipients, in one conditional update of all their ledgers: nobody's goes below nothing, and
 * nobody's is taken twice for the same notice, whoever else is at it.
 */
export const reserve = (platform: Store, batch: Batch, places: readonly number[], now: number): Promise<number> => {
  const field = `reserved.${sendKey(batch.noticeId)}` as const
  return platform.credits.change(
    { _id: ledgersOf(batch, places), ...USABLE, [field]: command.exists(false) },
    { left: command.inc(-1), [field]: { at: now, batch: batch._id } },
  )
}

async function settle(platform: Store, batch: Batch, places: readonly number[], change: (field: string) => Where<CreditDoc>, only: (field: string) => Where<CreditDoc> = () => ({})): Promise<void> {
  if (places.length === 0) return
  const field = `reserved.${sendKey(batch.noticeId)}` as const
  // Only what is reserved still: done again after a crash, it does nothing.
  await platform.credits.change({ _id: ledgersOf(batch, places), [field]: command.exists(true), ...only(field) }, { ...change(field), [field]: command.remove() })
}

/** What became of the credits that were taken, by recipients' places: each list is one request, and none where it is empty. */
export interface Settled { spent: number[]; refused: number[]; released: number[]; unknown: number[] }

export async function settleAll(platform: Store, batch: Batch, { spent, refused, released, unknown }: Settled, now: number): Promise<void> {
  await settle(platform, batch, spent, () => ({ lines: line(batch, 'spent', now) }))
  // 43101: WeChat knows of no credit, whatever we thought; one that was given while we asked is another.
  await settle(platform, batch, refused, () => ({ left: 0, lines: line(batch, 'zero', now) }), field => ({ [`${field}.more`]: command.exists(false) }))
  await settle(platform, batch, refused, () => ({ lines: line(batch, 'spent', now) }))
  await settle(platform, batch, released, () => ({ left: command.inc(1), lines: line(batch, 'released', now) }))
  await settle(platform, batch, unknown, () => ({ [`unknown.${sendKey(batch.noticeId)}`]: { at: now, batch: batch._id }, lines: line(batch, 'unknown', now) }))
}

export type Standing = Pick<SendDoc, 'notes'> & { states: SendState[] }

/** Puts down what WeChat told of the recipient at a place. */
export function applyTold({ states, notes }: Standing, i: number, code: number): void {
  states[i] = toldOutcome(code)
  const tries = notes[i]?.tries ?? 0
  if (code !== 0) notes[i] = { code, tries, told: true }
  else if (notes[i]) notes[i] = { code, tries }
}

/** What WeChat's events said of these recipients meanwhile, by place: in a ledger that is still to be settled, or was settled as unknown. */
export async function toldOf(platform: Store, batch: Batch & Pick<SendDoc, 'tenantId'>, places: readonly number[]): Promise<Map<number, number>> {
  if (places.length === 0) return new Map()
  const key = sendKey(batch.noticeId)
  const found = await platform.units.joined(batch.tenantId, {
    ledgers: { from: 'credits', match: { _id: { $in: places.map(i => creditId(batch.people[i]!, batch.template)) }, $or: [{ [`reserved.${key}.told`]: { $exists: true } }, { [`unknown.${key}.told`]: { $exists: true } }] }, limit: places.length, fields: ['personId', `reserved.${key}`, `unknown.${key}`] },
  })
  const told = new Map((found?.beside.ledgers ?? []).map(c => [c.personId, c.reserved?.[key]?.told ?? c.unknown?.[key]?.told]))
  return new Map(places.flatMap(i => { const code = told.get(batch.people[i]!); return code === undefined ? [] : [[i, code] as const] }))
}
