import { Refusal, stale } from '../../domain/refusal'
import { PRIVACY_VERSION } from '../../types/member'
import { command } from '../_kit/cloud'
import type { PersonDoc } from '../_kit/documents'
import { asImported } from '../_kit/identity'
import type { PlatformCall } from '../_kit/serve'
import { isDuplicate } from '../_kit/store'
import { together } from '../_kit/transaction'
import { atMeeting } from './at-meeting'

type BindCall = Pick<PlatformCall<unknown>, 'app' | 'platform' | 'now'>

const ROUNDS = 3

const checkedIn = () => new Refusal('CHECKED_IN', '会议签到期间不能更换身份，请等会议结束，或请工会工作人员先取消签到')

export const isBound = (person: Pick<PersonDoc, '_id' | 'wx'>): boolean => person.wx !== `none:${person._id}`

/** What a person holds who is bound to no WeChat account: the H5 session ends with the binding that confirmed it. */
export const unbound = (id: string) => ({ wx: `none:${id}`, web: `none:${id}`, webUntil: 0 })

export const event = (act: string, by: string, at: number, note?: string) =>
  command.push([{ act, by, at, ...(note ? { note } : {}) }])

/** Does the roster know this person today? */
export const onRoster = (person: PersonDoc): boolean => person.live && !person.erased && person.trialUntil === null

/**
 * Binds 绑定 a WeChat account to a person on the roster. Whoever the account was bound to before is freed in the same
 * transaction, so one phone serves several people in turn and never two at once; not while either is checked in.
 * A person who is bound to another account is refused: staff must unbind it first.
 */
export async function bind(call: BindCall, openid: string, personId: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) if (await tryToBind(call, openid, personId)) return
  throw stale('身份绑定')
}

async function tryToBind({ app, platform, now }: BindCall, openid: string, personId: string): Promise<boolean> {
  const [found, holder] = await Promise.all([platform.people.get(personId), platform.people.first({ wx: openid })])
  const person = found && (await asImported(found, platform))
  if (!found || !person || !onRoster(person)) throw new Refusal('NOT_ON_ROSTER', '名册上没有这个人，请联系本单位工会')
  if (holder?._id === personId) return true
  if (isBound(found)) {
    throw new Refusal('ALREADY_BOUND', '这位职工已绑定另一个微信。若是您本人换了微信，请联系本单位工会解除原来的绑定，再重新绑定')
  }
  // WeChat's credits belong to the account they were given with, and this is another one as far as anybody knows.
  const forgetCredits = () => platform.credits.change({ personId }, { left: 0, off: null })
  const taken = { wx: openid, code: null, consent: { version: PRIVACY_VERSION, at: now }, events: event('bind', personId, now) }
  if (holder) {
    // Whoever checks in while this goes on gains nothing by it: a session knows the phone itself (RollDoc.device).
    if (await atMeeting(platform, [holder._id, personId])) throw checkedIn()
    if (!(await swap())) return false
    await forgetCredits()
    return true
  }
  try {
    if (!(await platform.people.changeOne({ _id: personId, wx: found.wx, rev: found.rev }, taken))) return false
    await forgetCredits()
    return true
  } catch (e) {
    if (isDuplicate(e)) return false
    throw e
  }

  function swap() {
    return together(app, '身份绑定', async t => {
      const [from, to] = [await t.get('people', holder!._id), await t.get('people', personId)]
      if (from?.wx !== openid || to?.rev !== found!.rev) return false
      await t.change('people', from._id, { ...unbound(from._id), events: event('unbind', personId, now, '同一微信改绑他人') })
      await t.change('people', personId, taken)
      return true
    })
  }
}

/** Frees a person from the WeChat account (and ends the H5 session); false = not bound any more. */
export async function unbind({ platform, now }: BindCall, person: PersonDoc, by: string): Promise<boolean> {
  if (await atMeeting(platform, [person._id])) throw checkedIn()
  const freed = await platform.people.change(
    { _id: person._id, wx: person.wx },
    { ...unbound(person._id), events: event('unbind', by, now) },
  )
  return freed > 0
}
