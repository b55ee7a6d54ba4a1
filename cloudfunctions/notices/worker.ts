import { dayOf, clockOf } from '../../domain/calendar'
import { STEP, countStates, indexesOf, orphaned, packStates, unpackStates } from '../../domain/notice/batch'
import { MOST_TRIES, UNBOUND, outcomeOf, waitAfter, type Outcome } from '../../domain/notice/outcome'
import type { SendState } from '../../types/notice-sending'
import { command, type CloudApp } from '../_kit/cloud'
import { config } from '../_kit/config'
import { eachInTime } from '../_kit/in-time'
import type { SendDoc } from '../_kit/notice-documents'
import { randomId } from '../_kit/secrets'
import { gathered, type Store } from '../_kit/store'
import { sendSubscribeMessage } from '../_kit/wx-open-api'
import { creditId } from './credit'
import { applyTold, reserve, sendKey, settleAll, toldOf } from './ledger'
import { foldTold } from './settle'

/** What one notice's messages all say. */
export interface Message { templateId: string; page: string; data: Record<string, { value: string }> }

export interface Work {
  platform: Store
  app: CloudApp
  message: Message
  /** Real time from which on no further step is begun. */
  until: number
}

/** How a batch was left: worked off, to be tried again later, cut short (time, pause), or its template is gone. */
export type Left = 'done' | 'later' | 'cut' | 'taken' | 'capped' | { withdrawn: number }

/** Whoever holds a batch writes at least so often; when it is over, the holder counts as dead. */
export const LEASE = 90_000
export const NEVER = Number.MAX_SAFE_INTEGER

const AT_ONCE = 10
const RATE = 100
const CAP = 1_000_000
const rate = () => Number(config().ZDT_NOTICE_RATE ?? RATE)
const cap = () => Number(config().ZDT_NOTICE_CAP ?? CAP)

/** A batch in hand: what is known of its recipients now, and what is on record. */
class Held {
  readonly states: SendState[]
  readonly notes: SendDoc['notes']

  constructor(readonly doc: SendDoc, readonly token: string, private readonly platform: Store) {
    // What was on record as under way belongs to somebody who died: nobody knows, nobody repeats it.
    this.states = orphaned(unpackStates(doc.states))
    this.notes = { ...doc.notes }
  }

  places(state: SendState): number[] {
    return indexesOf(this.states, state)
  }

  set(places: readonly number[], state: SendState) {
    for (const i of places) this.states[i] = state
  }

  /** Puts it all on record, if the batch is still in these hands (and, when asked, still allowed to go on). */
  async write(change: { wake: number }, onlyIf: { held?: boolean } = {}): Promise<boolean> {
    return (await this.platform.sends.change({ ...this.mine(), ...onlyIf }, { ...this.record(), ...change })) > 0
  }

  /** The same, and nobody holds it any more; the batch as it is then. */
  letGo(wake: number): Promise<SendDoc | undefined> {
    return this.platform.sends.changeOne(this.mine(), { ...this.record(), wake, lease: '' })
  }

  private mine() {
    return { _id: this.doc._id, lease: this.token }
  }

  private record() {
    const states = packStates(this.states)
    return { states, counts: countStates(states), notes: this.notes }
  }
}

const freshLease = () => Date.now() + LEASE

async function take(platform: Store, id: string, held: boolean): Promise<Held | undefined> {
  const token = randomId(12)
  const doc = await platform.sends.changeOne({ _id: id, held, wake: command.lte(Date.now()) }, { lease: token, wake: freshLease() })
  return doc && new Held(doc, token, platform)
}

/** Of what nobody knew WeChat may have told meanwhile. */
async function learnTold(platform: Store, held: Held): Promise<void> {
  const told = await toldOf(platform, held.doc, held.places('unknown'))
  for (const [i, code] of told) applyTold(held, i, code)
}

/** Who bears a credit taken for this notice, and under which WeChat account each can be reached now. */
async function reach(platform: Store, { tenantId, noticeId, template, people }: SendDoc, places: readonly number[]): Promise<{ bears: Set<string>; openids: Map<string, string> }> {
  const ids = places.map(i => people[i]!)
  const found = await platform.units.joined(tenantId, {
    bearers: { from: 'credits', match: { _id: { $in: ids.map(id => creditId(id, template)) }, [`reserved.${sendKey(noticeId)}`]: { $exists: true } }, limit: ids.length, gather: ['personId'] },
    people: { from: 'people', match: { _id: { $in: ids }, live: true, erased: false }, limit: ids.length, gather: ['_id', 'wx'] },
  })
  const reachable = gathered(found?.beside.people, ['_id', 'wx']).filter(p => !p.wx.startsWith('none:'))
  return { bears: new Set(gathered(found?.beside.bearers, ['personId']).map(c => c.personId)), openids: new Map(reachable.map(p => [p._id, p.wx])) }
}

/** Takes `wanted` of today's messages, or as many as the day's cap leaves. One request, unless the cap is near. */
async function allowance(platform: Store, day: string, wanted: number): Promise<number> {
  const take = (n: number) => platform.noticeCursors.change({ _id: day, n: command.lte(cap() - n) }, { n: command.inc(n), at: Date.now() })
  if (await take(wanted)) return wanted
  if (await platform.noticeCursors.add({ _id: day, at: Date.now(), n: 0 })) return allowance(platform, day, wanted)
  const left = Math.max(0, Math.min(wanted, cap() - (await platform.noticeCursors.get(day))!.n))
  return left > 0 && await take(left) ? left : 0
}

/** What was taken and not sent, after all. */
const giveBack = async (platform: Store, day: string, n: number) => {
  if (n > 0) await platform.noticeCursors.change({ _id: day }, { n: command.inc(-n) })
}

/** The next morning in China. */
const tomorrow = () => Date.parse(`${clockOf(Date.now() + 86_400_000).slice(0, 10)}T00:05:00+08:00`)

/** Of one recipient: WeChat's code, or undefined when nobody knows. */
async function ask({ app, message }: Work, openid: string): Promise<number | undefined> {
  try {
    return await sendSubscribeMessage(app, { openid, ...message })
  } catch {
    return undefined
  }
}

const stateAfter: Record<Outcome, SendState> = { sent: 'sent', refused: 'refused', unbound: 'unbound', failed: 'failed', withdrawn: 'failed', retry: 'waiting' }

/** Notes what WeChat answered; the code back when it says that the template is gone. */
function note(held: Held, i: number, code: number | undefined): number | undefined {
  if (code === undefined) {
    held.set([i], 'unknown')
    return undefined
  }
  const outcome = outcomeOf(code)
  const tries = (held.notes[i]?.tries ?? 0) + 1
  if (code !== 0) held.notes[i] = { code, tries }
  // Reached after all: what was in the way before is over, how often it was tried stays.
  else if (held.notes[i]) held.notes[i] = { ...held.notes[i], code }
  held.set([i], outcome === 'retry' && tries >= MOST_TRIES ? 'failed' : stateAfter[outcome])
  return outcome === 'withdrawn' ? code : undefined
}

/**
 * One step's messages, a few at a time and no faster than the rate. Where WeChat is slow, those that were not asked in time wait as
 * before: killed with them on record as under way, nobody would know. `withdrawn`: the code with which the template was found gone.
 */
async function sendStep(work: Work, held: Held, places: readonly number[], openids: Map<string, string>): Promise<{ asked: number; withdrawn?: number }> {
  const began = Date.now()
  let withdrawn: number | undefined
  const rest = await eachInTime(places, AT_ONCE, work.until, async i => {
    withdrawn = note(held, i, await ask(work, openids.get(held.doc.people[i]!)!)) ?? withdrawn
  })
  held.set(rest, 'waiting')
  const asked = places.length - rest.length
  const spare = (asked / rate()) * 1000 - (Date.now() - began)
  if (spare > 0) await new Promise(resolve => setTimeout(resolve, spare))
  return { asked, withdrawn }
}

/** Step after step: first on record as under way, then sent; each record bears the results of the step before. */
async function sendAll(work: Work, held: Held, places: readonly number[], openids: Map<string, string>): Promise<{ left: Left; asked: number }> {
  for (let at = 0; at < places.length; at += STEP) {
    const step = places.slice(at, at + STEP)
    if (Date.now() >= work.until) return { left: 'cut', asked: at }
    held.set(step, 'sending')
    if (!(await held.write({ wake: freshLease() }, { held: false }))) {
      held.set(step, 'waiting')
      return { left: 'cut', asked: at }
    }
    const { asked, withdrawn } = await sendStep(work, held, step, openids)
    if (withdrawn !== undefined) return { left: { withdrawn }, asked: at + asked }
    if (asked < step.length) return { left: 'cut', asked: at + asked }
  }
  return { left: held.places('waiting').length ? 'later' : 'done', asked: places.length }
}

/** Of those who were unbound when it was planned nothing was taken: only what this worker found bears a note. */
const settledBy = (held: Held) => ({
  spent: [...held.places('sent'), ...held.places('failed').filter(i => held.notes[i]?.told)], refused: held.places('refused'), unknown: held.places('unknown'),
  released: [...held.places('failed').filter(i => !held.notes[i]?.told), ...held.places('unbound').filter(i => held.notes[i]), ...held.places('stopped')],
})

/** Writes what was learnt, settles the ledgers, and lets the batch go: until later, or for good. */
async function release({ platform }: Pick<Work, 'platform'>, held: Held, left: Left): Promise<Left> {
  await learnTold(platform, held)
  if (!(await held.write({ wake: freshLease() }))) return 'taken'
  await settleAll(platform, held.doc, settledBy(held), Date.now())
  const tries = Math.max(1, ...held.places('waiting').map(i => held.notes[i]?.tries ?? 0))
  const wake = left === 'done' ? NEVER : left === 'later' ? Date.now() + waitAfter(tries) : left === 'capped' ? tomorrow() : 0
  if ((await held.letGo(wake))?.told) await foldTold(platform, held.doc._id)
  return left
}

/**
 * Works off one batch: a credit is taken of everybody who has one, then message after message is sent. It may be killed anywhere:
 * what was taken is found again, what was on record as under way becomes unknown, what was not begun is begun by the next.
 */
export async function workBatch(work: Work, id: string): Promise<Left> {
  const { platform } = work
  const held = await take(platform, id, false)
  if (!held) return 'taken'
  const waiting = held.places('waiting')
  if (waiting.length === 0) return release(work, held, 'done')
  await reserve(platform, held.doc, waiting, Date.now())
  const { bears, openids } = await reach(platform, held.doc, waiting)
  const person = (i: number) => held.doc.people[i]!
  held.set(waiting.filter(i => !bears.has(person(i))), 'noCredit')
  for (const i of waiting) if (bears.has(person(i)) && !openids.has(person(i))) note(held, i, UNBOUND)
  const able = held.places('waiting')
  if (able.length === 0) return release(work, held, 'done')
  const day = dayOf(Date.now())
  const allowed = await allowance(platform, day, able.length)
  const { left, asked } = await sendAll(work, held, able.slice(0, allowed), openids)
  await giveBack(platform, day, allowed - asked)
  return release(work, held, allowed < able.length && (left === 'later' || left === 'done') ? 'capped' : left)
}

/** Of a notice that was stopped: whoever still waits gets none, and has the credit back. */
export async function stopBatch(platform: Store, id: string): Promise<boolean> {
  const held = await take(platform, id, true)
  if (!held) return false
  held.set(held.places('waiting'), 'stopped')
  return (await release({ platform }, held, 'done')) === 'done'
}
