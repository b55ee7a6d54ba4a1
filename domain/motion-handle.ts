import type { Motion } from '../types/motion'
import type { InputOfAct } from '../types/motion-acts'
import type { ActContext, Decided } from './motion-decide'
import { deliveryWords, noteKindWords, replyCodeWords } from './motion-words'
import { deadline, endOfDay } from './working-days'
import { dayOf, isDay } from './calendar'
import { Refusal } from './refusal'
import type { Viewer } from './motion-viewer'

/** The department in whose name somebody acts on this motion: the lead's before an assisting one's. */
const unitOf = (m: Motion, v: Viewer) =>
  [m.lead, ...m.assist].find(u => u !== null && v.roles.some(r => r.role === 'handler' && r.unitId === u.unitId)) ?? m.lead

export const signFor = (): Decided => ({ set: { state: 'handling' } })

/** 退办: back to whoever assigns; the department's clock stops. */
export const sendBack = (m: Motion, { note }: InputOfAct<'sendBack'>): Decided =>
  ({ set: { state: 'filed', ...withoutUnit(m) }, note: `${m.lead?.name ?? ''}：${note}` })

/** A draft that its leader has not signed 签发 is not the next department's: only its event stays. */
export const signedReplies = (m: Pick<Motion, 'replies'>) => m.replies.filter(r => r.signedAt !== null)

/** A motion that nobody has in hand; its notes and signed replies stay. */
export const withoutUnit = (m: Motion) => ({ ...noUnit, replies: signedReplies(m) }) satisfies Partial<Motion>

const noUnit = { lead: null, assist: [], assignedAt: null, returnBy: null, due: null, extension: null, overdueAt: null } satisfies Partial<Motion>

export const MAX_NOTES = 100

export function note(m: Motion, { kind, text, files }: InputOfAct<'note'>, { now, viewer }: ActContext): Decided {
  const unit = unitOf(m, viewer)
  if (m.notes.length >= MAX_NOTES) throw new Refusal('TOO_MANY', `办理记录最多 ${MAX_NOTES} 条`)
  return {
    set: { notes: [...m.notes, { kind, text, files, by: viewer.name, unitName: unit?.name ?? '', at: now }] },
    note: noteKindWords[kind],
  }
}

export function askExtension(m: Motion, { days, note }: InputOfAct<'askExtension'>, { now }: ActContext): Decided {
  if (days > m.terms.extensionDays) throw new Refusal('BAD_INPUT', `延期最多 ${m.terms.extensionDays} 天`, 'days')
  return { set: { extension: { days, note, state: 'asked', at: now } }, note: `${days} 天：${note}` }
}

/** The new deadline counts on from the old one, not from the day of the decision. */
export function grantExtension(m: Motion, _input: InputOfAct<'grantExtension'>, { calendar }: ActContext): Decided {
  const { days } = m.extension!
  return {
    set: { extension: { ...m.extension!, state: 'granted' }, due: deadline(dayOf(m.due!), days, m.terms.working, calendar), overdueAt: null },
    note: `延期 ${days} 天`,
  }
}

export const denyExtension = (m: Motion, { note }: InputOfAct<'denyExtension'>): Decided =>
  ({ set: { extension: { ...m.extension!, state: 'denied' } }, note })

export function reply(m: Motion, input: InputOfAct<'reply'>, { now, viewer }: ActContext): Decided {
  const { code, text, promisedOn, files } = input
  if (code === 'B') demandFuture(promisedOn, now)
  else if (promisedOn !== null) throw new Refusal('BAD_INPUT', '只有“正在解决”才填写承诺日期', 'promisedOn')
  return {
    set: {
      state: 'signing',
      replies: [...m.replies, { code, text, promisedOn, files, by: viewer.name, unitName: m.lead!.name, at: now, round: m.round, signedBy: null, signedAt: null }],
    },
    note: replyCodeWords[code],
  }
}

function demandFuture(day: string | null, now: number): asserts day is string {
  if (day === null) throw new Refusal('BAD_INPUT', '答复为“正在解决”时，请写明承诺落实的日期', 'promisedOn')
  if (!isDay(day)) throw new Refusal('BAD_DAY', '日历上没有这一天，请重新选择日期', 'promisedOn')
  if (day <= dayOf(now)) throw new Refusal('BAD_DAY', '承诺日期须在今天之后', 'promisedOn')
}

/** 签发: only now is it answered; the rating period begins. */
export function sign(m: Motion, _input: InputOfAct<'sign'>, { now, viewer, calendar }: ActContext): Decided {
  const last = m.replies.at(-1)!
  return {
    set: {
      state: 'replied',
      replies: [...m.replies.slice(0, -1), { ...last, signedBy: viewer.name, signedAt: now }],
      onTime: m.onTime ?? (m.due === null || now <= m.due),
      rateBy: deadline(dayOf(now), m.terms.rateDays, m.terms.working, calendar),
      promise: last.code === 'B' ? { on: last.promisedOn!, state: 'open', unitName: m.lead!.name } : null,
    },
    note: `${m.lead!.name}答复：${replyCodeWords[last.code]}`,
  }
}

/** The draft that was not signed is no reply: it stays in the history by its event only. */
export const returnReply = (m: Motion, { note }: InputOfAct<'returnReply'>): Decided =>
  ({ set: { state: 'handling', replies: m.replies.slice(0, -1) }, note })

/** What code B promised: kept 落实, put off to another day, or reported on and no longer followed. */
export function deliver(m: Motion, { how, note, promisedOn }: InputOfAct<'deliver'>, { now }: ActContext): Decided {
  const promise = m.promise!
  if (how === 'later') demandFuture(promisedOn, now)
  else if (promisedOn !== null) throw new Refusal('BAD_INPUT', '只有改定日期时才填写日期', 'promisedOn')
  const next = how === 'later' ? { ...promise, on: promisedOn! } : { ...promise, state: how }
  return { set: { promise: next }, note: `${deliveryWords[how]}：${note}` }
}

/** When a promise falls due: the end of its day. */
export const promiseDue = (m: Pick<Motion, 'promise'>): number | null => m.promise?.state === 'open' ? endOfDay(m.promise.on) : null
