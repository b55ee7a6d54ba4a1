import type { Round } from '../../domain/ballot/manifest'
import { byDelegation } from '../../domain/congress/delegations'
import { paperQuestion } from '../../domain/congress/secret'
import { Refusal } from '../../domain/refusal'
import type { Question } from '../../types/congress-vote'
import { bySeat } from '../_kit/ballot-round'
import { setUp } from '../_kit/ballot-set-up'
import type { BallotRoundDoc, MatterDoc, RollDoc, SessionDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import type { Store } from '../_kit/store'

type Row = Pick<RollDoc, '_id' | 'personId' | 'name' | 'delegation' | 'present' | 'devicePub' | 'booth'>

/** Seats 席位号 of a session: its frozen roll by delegation and name, numbered. The same in every round. */
function seatNumbers(rows: readonly Pick<Row, '_id' | 'name' | 'delegation'>[]): Map<string, string> {
  const sorted = [...rows].sort((a, b) => byDelegation(a.delegation, b.delegation) || a.name.localeCompare(b.name, 'zh') || (a._id < b._id ? -1 : 1))
  return new Map(sorted.map((row, i) => [row._id, String(i + 1).padStart(4, '0')]))
}

/** Everybody with a vote on the session's roll: a round trip for each hundred. */
export const votersOf = (store: Store, sessionId: string): Promise<Row[]> =>
  every(store.roll, { sessionId, observer: false }, ['_id', 'personId', 'name', 'delegation', 'present', 'devicePub', 'booth']) as Promise<Row[]>

/** Who is present now, with the key of the phone. */
function rollOf(rows: readonly Row[]): BallotRoundDoc['roll'] {
  const seats = seatNumbers(rows)
  return rows.filter(r => r.present).map(r => ({ seat: seats.get(r._id)!, devicePub: r.devicePub ?? '', rollId: r._id })).sort(bySeat)
}

interface Opening {
  roundId: string
  matter: MatterDoc
  session: SessionDoc
  question: Question
  previous: string
  rule: { needed: number; roll: number }
  union: string
  single: boolean
  rows: readonly Row[]
}

/** The papers of a session's round, for those who are present now. */
export function setUpSecret(bare: Store, { roundId, matter, session, question, rule, rows, ...more }: Opening): Promise<Round> {
  const scrutineers = session.sealKeys ?? []
  if (scrutineers.length < 2) throw new Refusal('NO_SCRUTINEERS', '至少要有两名监票人。请他们先在手机上打开本次会议的“监票人签封”页面登记')
  const roll = rollOf(rows)
  return setUp(bare, {
    ...more, roundId, tenantId: session.tenantId, question: paperQuestion(question, matter.title), rule: { ...rule, present: roll.length, session: session.title }, scrutineers, roll,
    changed: '这一轮曾按改动前的议题准备过选票，不能再用。请把议题改回原样，或另列一个议题',
  })
}
