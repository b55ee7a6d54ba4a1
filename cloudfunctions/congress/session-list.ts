import { command } from '../_kit/cloud'
import type { SessionDoc } from '../_kit/documents'
import type { Me } from '../_kit/identity'
import type { Where } from '../_kit/store'
import { counts, isOffice, mySeat } from './viewer'

const told = command.or([{ stage: command.neq('preparing') }, { notice: command.neq(null) }])
const publicly = command.and([{ rehearsal: false, agendaAt: command.neq(null), stage: command.neq('cancelled') }])

/** The sessions whose existence the caller may know of: the same line as `sightOf` draws for one of them. */
export function listedFor(me: Me, now: number): Where<SessionDoc> {
  if (isOffice(me)) return {}
  const id = me.person?._id ?? ''
  const called = command.or([{ invited: id }, { 'observers.personId': id }, { 'presidium.personId': id }])
  const seated = mySeat(me, now) !== undefined
  const mine = counts(me) ? told : command.and([told, seated ? command.or([{ rehearsal: false }, called]) : called])
  return command.or([mine, publicly]) as unknown as Where<SessionDoc>
}
