import { sameEntry } from '../../domain/congress/batch'
import { choiceProblem } from '../../domain/congress/ballot-paper'
import { channelProblem, voterProblem } from '../../domain/congress/round-part'
import { IN_FLIGHT } from '../../domain/congress/round-tally'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { Choice } from '../../types/congress-vote'
import { command } from '../_kit/cloud'
import type { RollDoc, RoundDoc, VoteDoc } from '../_kit/documents'
import type { Call, Handlers } from '../_kit/serve'
import { isDuplicate, oneBeside, partsBeside, type NewDoc, type Store } from '../_kit/store'
import { castSoFar, demandChair, deviceOf, noDevice, roundView, rowId } from './hall'
import { issuePapers } from './secret-papers'

type Votes = Pick<Handlers<typeof congress>, 'cast' | 'paperIssue'>

const TRIES = 3

const onPaper = () => new Refusal('ON_PAPER', '您已领取纸质票，请用纸质票投，手机不再受理')
const votedBefore = (choice: Choice | null) => new Refusal('VOTED', `您已投过票${choice?.kind === 'motion' ? `（${{ yes: '赞成', no: '反对', abstain: '弃权' }[choice.vote]}）` : ''}，一轮只能投一次，已投的票有效`)

/** Why this vote is not acceptable in a round that is open; the phone's word counts for nothing. */
function castProblem(round: RoundDoc, row: RollDoc | undefined, device: string, choice: Choice, at: number): Refusal | null {
  const channel = channelProblem(round.way)
  if (channel) return new Refusal('WRONG_WAY', channel)
  const problem = voterProblem(row, round.openedAt, at)
  if (problem) return problem
  if (row!.device === noDevice(row!.personId)) return new Refusal('NO_PHONE', '您是由工作人员点名签到的。要用手机投票，请先扫屏幕上的码，或向工作人员要一个签到码')
  if (row!.device !== device) return new Refusal('OTHER_PHONE', '您是用另一部手机签到的，请用那部手机投票；手机丢失或更换的，请到签到台办理')
  return choiceProblem(round.question, choice)
}

interface CastRead { round: RoundDoc | undefined; row: RollDoc | undefined; vote: VoteDoc | undefined; counted: boolean }

async function castRead(store: Store, roundId: string, personId: string): Promise<CastRead> {
  const found = await store.rounds.joined(roundId, {
    row: oneBeside('roll', { $concat: ['$sessionId', '.', personId] }),
    vote: { from: 'votes', match: { _id: `${roundId}.${personId}` }, limit: 1 },
    counted: { from: 'rounds', match: { _id: roundId, counted: personId }, limit: 1, fields: ['_id'] },
  })
  return { round: found?.doc, row: found?.beside.row[0], vote: found?.beside.vote[0], counted: Boolean(found?.beside.counted.length) }
}

/**
 * One insert under the person's own id, then one read of the round. What is in before the closing was written is seen
 * by the count, so an accepted vote is always counted; nothing is accepted that the count would leave out.
 */
async function castOnce({ input: { roundId, choice }, me, store, caller, now }: Call<{ roundId: string; choice: Choice }>): Promise<{ state: 'accepted' | 'undecided'; at: number } | undefined> {
  const personId = me.person!._id
  const _id = `${roundId}.${personId}`
  const own = await store.votes.add({ _id, roundId, personId, channel: 'phone', choice, at: now })
  const { round, row, vote, counted } = await castRead(store, roundId, personId)
  const takeBack = () => (own ? store.votes.remove({ _id, at: now, rev: 0 }) : undefined)
  if (!round) {
    await takeBack()
    throw notFound('轮表决')
  }
  if (!vote) return undefined
  if (!own) {
    if (vote.channel === 'paper') throw onPaper()
    const leftOver = vote.at < round.openedAt - IN_FLIGHT
    if (leftOver && (await store.votes.remove({ _id, at: vote.at }))) return undefined
    if (!sameEntry(vote.choice, choice)) throw votedBefore(vote.choice)
  }
  if (round.state === 'open') {
    const problem = castProblem(round, row, deviceOf(caller, round.sessionId), choice, vote.at)
    if (problem) {
      await takeBack()
      throw problem
    }
    // A repeat that is told "accepted" holds the vote fast: the first call may be about to take it back.
    if (!own && vote.rev === 0 && !(await store.votes.change({ _id, at: vote.at }, {}))) return undefined
    return { state: 'accepted', at: vote.at }
  }
  if (round.state === 'void') throw new Refusal('VOID', '这一轮已作废，您的票没有计入。如果重新投票，会再通知您')
  if (round.state === 'closing') return { state: 'undecided', at: vote.at }
  if (counted) return { state: 'accepted', at: vote.at }
  throw new Refusal('TOO_LATE', '投票已经截止，您的一票到得太晚，没有计入')
}

export const voteActs: Votes = {
  cast: {
    allow: 'person',
    // Three; a fourth to take back what is refused, or to hold fast what is repeated.
    trips: 12,
    async run(call) {
      for (let i = 0; i < TRIES; i++) {
        const done = await castOnce(call)
        if (done) return done
      }
      throw stale('这一票')
    },
  },

  paperIssue: {
    allow: 'person',
    // Eight; three more each time that somebody votes by phone at this very moment.
    trips: 30,
    async run(call) {
      const { input: { roundId, personIds }, store, now } = call
      const ids = [...new Set(personIds)]
      const secret = await secretRound(call, roundId)
      if (secret) return issuePapers(call, secret, ids)
      for (let i = 0; i < TRIES; i++) {
        const { round, missing } = await issueRead(call, ids)
        demandIssuing(round)
        try {
          if (missing.length) await store.votes.addMany(missing.map(personId => paperOf(roundId, personId, now)))
        } catch (e) {
          // Somebody voted by phone meanwhile: that is their channel, and they are named on the next try.
          if (!isDuplicate(e)) throw e
          continue
        }
        const after = await store.rounds.get(roundId)
        if (after?.state === 'open') return roundView(after, await castSoFar(store, roundId))
        // Closed meanwhile: nothing was handed out yet, so nothing may stand as issued.
        await store.votes.remove({ _id: command.in(missing.map(p => `${roundId}.${p}`)), channel: 'paper', at: now, rev: 0 })
        throw new Refusal('WRONG_STATE', '投票刚刚截止，没有发出纸质票')
      }
      throw stale('这一轮的选票')
    },
  },
}

/** The round, when phones draw papers in it; its chair asks. */
async function secretRound({ store, me }: Call<unknown>, roundId: string): Promise<RoundDoc | undefined> {
  const found = await store.rounds.joined(roundId, { session: oneBeside('sessions', '$sessionId') })
  if (!found?.doc.ballot || !found.beside.session[0]) return undefined
  demandChair(me, found.beside.session[0])
  return found.doc
}

const paperOf = (roundId: string, personId: string, at: number): NewDoc<VoteDoc> =>
  ({ _id: `${roundId}.${personId}`, roundId, personId, channel: 'paper', choice: null, at })

function demandIssuing(round: RoundDoc): void {
  if (round.state !== 'open') throw new Refusal('WRONG_STATE', '这一轮投票已经截止，不能再发纸质票')
  if (round.way === 'hands') throw new Refusal('WRONG_WAY', '举手表决不发票')
}

/** Everybody who is to get a paper must be there now and at the opening, and must not have voted. Three round trips. */
async function issueRead({ input: { roundId }, me, store, now }: Call<{ roundId: string }>, ids: string[]): Promise<{ round: RoundDoc; missing: string[] }> {
  const head = await store.rounds.joined(roundId, { session: oneBeside('sessions', '$sessionId') })
  const session = head?.beside.session[0]
  if (!head || !session) throw notFound('轮表决')
  demandChair(me, session)
  const [rows, votes] = await Promise.all([
    store.sessions.joined(session._id, partsBeside('roll', ids.map(p => rowId(session._id, p)))),
    store.rounds.joined(roundId, partsBeside('votes', ids.map(p => `${roundId}.${p}`))),
  ])
  const found = new Map(Object.values(rows?.beside ?? {}).flat().map(r => [r.personId, r]))
  const cast = new Map(Object.values(votes?.beside ?? {}).flat().map(v => [v.personId, v]))
  const named = (list: string[]) => list.map(p => found.get(p)?.name ?? '名单外的人').join('、')
  const absent = ids.filter(p => !cast.has(p) && voterProblem(found.get(p), head.doc.openedAt, now))
  if (absent.length) throw new Refusal('ABSENT', `${named(absent)}不在会场或没有表决权，不能发票。请去掉后再发`, 'personIds')
  const voted = ids.filter(p => cast.get(p)?.channel === 'phone')
  if (voted.length) throw new Refusal('VOTED', `${named(voted)}已用手机投票，不能再发纸质票。请去掉后再发`, 'personIds')
  return { round: head.doc, missing: ids.filter(p => !cast.has(p)) }
}
