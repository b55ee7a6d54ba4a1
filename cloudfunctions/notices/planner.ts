import { listKey, MOST_NAMED, groupKeys, personKey } from '../../domain/notice/keys'
import { BATCH, countStates, packStates, sumCounts } from '../../domain/notice/batch'
import { isForAll } from '../../domain/notice/preferences'
import { Refusal } from '../../domain/refusal'
import type { SendCounts, SendState } from '../../types/notice-sending'
import { command } from '../_kit/cloud'
import type { NoticeDoc, SendDoc } from '../_kit/notice-documents'
import type { AudienceCall, Recipient, Walk } from '../_kit/notice-walk'
import { randomId } from '../_kit/secrets'
import { gathered, type NewDoc } from '../_kit/store'
import { openAudience } from './audience'
import { creditId } from './credit'
import { USABLE } from './ledger'

/** More people than any enterprise here has; a plan that would run for minutes is refused instead of killed. */
const MOST_PEOPLE = 200_000

type Group = Extract<NoticeDoc['audience'], { kind: 'group' }>
type Planning = Pick<NoticeDoc, '_id' | 'kind' | 'mustConfirm' | 'audience' | 'message'>

/** What a plan found, ready for the notice's own record: where it lies, and who gets what. */
export type Plan = Pick<NoticeDoc, 'to' | 'plan'>

/** How many of these do not want it in their inbox. At most one request. */
async function hiddenOf({ store, tenantId }: AudienceCall, notice: Planning, people: readonly Recipient[]): Promise<number> {
  if (isForAll(notice)) return 0
  const found = await store.units.joined(tenantId, { hidden: { from: 'noticeBoxes', match: { _id: { $in: people.map(p => p._id) }, inbox: notice.kind }, tally: notice.kind } })
  return ((found?.beside.hidden ?? []) as unknown as { n: number }[]).reduce((n, h) => n + h.n, 0)
}

/** Of a page of recipients: who gets a message, and why the others do not. One request. */
async function statesOf({ store, tenantId }: AudienceCall, { kind, message }: Planning, people: readonly Recipient[]): Promise<SendState[]> {
  const ids = people.map(p => p._id)
  const found = await store.units.joined(tenantId, {
    credits: { from: 'credits', match: { _id: { $in: ids.map(id => creditId(id, message!.template)) }, ...USABLE }, limit: ids.length, gather: ['personId'] },
    unwanted: { from: 'noticeBoxes', match: { _id: { $in: ids }, message: kind }, limit: ids.length, gather: ['_id'] },
  })
  const able = new Set(gathered(found?.beside.credits, ['personId']).map(c => c.personId))
  const unwanted = new Set(gathered(found?.beside.unwanted, ['_id']).map(b => b._id))
  return people.map(p => p.wx.startsWith('none:') ? 'unbound' : unwanted.has(p._id) ? 'muted' : able.has(p._id) ? 'waiting' : 'noCredit')
}

const batchOf = (notice: Planning, plan: string, n: number, people: readonly Recipient[], states: SendState[]): NewDoc<SendDoc> => {
  const packed = packStates(states)
  return {
    _id: `${plan}.${n}`, noticeId: notice._id, plan, n, template: notice.message!.template, people: people.map(p => p._id), states: packed, counts: countStates(packed), notes: {},
    lease: '', wake: states.includes('waiting') ? 0 : Number.MAX_SAFE_INTEGER, held: true,
  }
}

/** A thousand at a time, whatever the pages hold. */
async function* pagesOf(walk: Walk): AsyncGenerator<Recipient[]> {
  const waiting: Recipient[] = []
  let ahead = walk.page('', BATCH)
  for (;;) {
    const { people, next } = await ahead
    // The next page is read while this one is worked on.
    if (next !== null) ahead = walk.page(next, BATCH)
    ahead.catch(() => undefined)
    waiting.push(...people)
    while (waiting.length >= BATCH) yield waiting.splice(0, BATCH)
    if (next !== null) continue
    if (waiting.length) yield waiting
    return
  }
}

/** Puts down by name whom a list is for, a thousand a document; a few stand in the notice itself. */
function openList(call: AudienceCall, notice: Planning, plan: string) {
  let names: string[] = []
  let written = 0
  const flush = async () => {
    await call.store.noticeLists.addMany([{ _id: `${plan}.${written++}`, noticeId: notice._id, plan, kind: notice.kind, mustConfirm: notice.mustConfirm, shownAt: null, people: names }])
    names = []
  }
  return {
    async add(people: readonly Recipient[]) {
      if (names.length + people.length > BATCH) await flush()
      names.push(...people.map(p => p._id))
    },
    async keys(): Promise<string[]> {
      if (written === 0 && names.length <= MOST_NAMED) return names.map(personKey)
      if (names.length) await flush()
      return [listKey(notice._id)]
    },
  }
}

/**
 * Lists the audience page by page and writes a batch for each thousand, held until it is confirmed. Everything bears a token
 * of its own: a plan that was killed or overtaken leaves only what nobody looks at, and `sweep` removes it.
 */
export async function makePlan(call: AudienceCall, notice: Planning): Promise<Plan> {
  const token = randomId(12)
  const walk = await openAudience(call, notice.audience)
  const list = walk.listed ? openList(call, notice, token) : undefined
  const counts: SendCounts[] = []
  let total = 0
  let hidden = 0
  let n = 0
  const putDown = async (people: Recipient[], at: number) => {
    const [unseen, states] = await Promise.all([hiddenOf(call, notice, people), notice.message && statesOf(call, notice, people), list?.add(people)])
    hidden += unseen
    if (!states) return
    const batch = batchOf(notice, token, at, people, states)
    counts.push(batch.counts)
    await call.store.sends.addMany([batch])
  }
  let before = Promise.resolve()
  for await (const people of pagesOf(walk)) {
    total += people.length
    if (total > MOST_PEOPLE) throw new Refusal('TOO_MANY', `对象超过 ${MOST_PEOPLE} 人，请按单位分几次发送`, 'audience')
    await before
    // While the next page is read; what goes wrong here is heard of with the next.
    before = putDown(people, n++)
    before.catch(() => undefined)
  }
  await before
  const to = list ? await list.keys() : groupKeys(notice.audience as Group)
  const { waiting = 0, noCredit = 0, unbound = 0, muted = 0 } = sumCounts(counts)
  return { to, plan: { token, at: call.now, batches: counts.length, total, hidden, message: waiting, noCredit, unbound, muted } }
}

/** Removes what other plans of the notice left behind; `keep` = the plan that counts. Two requests. */
export async function sweep({ store }: Pick<AudienceCall, 'store'>, noticeId: string, keep: string): Promise<void> {
  const others = { noticeId, plan: command.neq(keep) }
  await Promise.all([store.sends.remove(others), store.noticeLists.remove(others)])
}
