import { BATCH } from '../../domain/ballot/problems'
import { demandPossible } from '../../domain/ballot/tally'
import { sameEntry, settledOf } from '../../domain/congress/batch'
import { batchProblem, tidyEntry } from '../../domain/congress/round-tally'
import { paperQuestion, paperTally } from '../../domain/congress/secret'
import { takesVotes } from '../../domain/congress/secret-part'
import { Refusal, notFound, stale } from '../../domain/refusal'
import type { congress } from '../../types/congress'
import type { BatchEntry } from '../../types/congress-round'
import { command } from '../_kit/cloud'
import type { BatchDoc, RoundDoc, SessionDoc } from '../_kit/documents'
import type { Me } from '../_kit/identity'
import type { Call, Handlers } from '../_kit/serve'
import { batchView } from './batch-view'
import { beside, finish } from './count'
import { finishSecret } from './secret-close'

type Calling = Pick<Call<unknown>, 'app' | 'store'>
type Batches = Pick<Handlers<typeof congress>, 'batchEnter' | 'batchSettle'>

/** Scrutineers 监票人 enter; in a rehearsal and for a show of hands the staff may stand in for them. */
function demandScrutineer(me: Me, session: SessionDoc, round: RoundDoc): void {
  if (me.has('scrutineer') || (me.has('staff') && (session.rehearsal || round.way === 'hands'))) return
  throw new Refusal('NOT_ALLOWED', '纸质票由监票人录入')
}

/** The round, when the caller may enter into it now, and the entry as it is kept. */
async function demandEntry({ input: { roundId, entry }, me, store }: Call<{ roundId: string; entry: BatchEntry }>): Promise<{ round: RoundDoc; entry: BatchEntry }> {
  const found = await store.rounds.joined(roundId, { session: beside.session })
  const session = found?.beside.session[0]
  if (!found || !session) throw notFound('轮表决')
  const round = found.doc
  demandScrutineer(me, session, round)
  // While phones still vote nobody may know how the papers stand.
  if (takesVotes(round.state)) throw new Refusal('STILL_OPEN', '投票还没有截止，请在截止后再录入')
  if (round.state !== 'closing') throw new Refusal('WRONG_STATE', '这一轮已经计票或作废，不能再录入')
  const tidy = tidyEntry(round.question, entry)
  const problem = batchProblem(round.question, entry.counts.kind === round.question.kind ? tidy : entry)
  if (problem) throw new Refusal('BAD_INPUT', problem, 'entry')
  // In the public record a batch stands in the words of the ballot, which are stricter about written names.
  if (round.ballot) demandPossible(paperTally(round.question, tidy.counts), paperQuestion(round.question, round.title), BATCH)
  if (round.way === 'hands' && entry.issued > round.present) throw new Refusal('BAD_INPUT', `表决时实到 ${round.present} 人，不能多于这个数`, 'entry.issued')
  return { round, entry: tidy }
}

/**
 * The batch is written: the round's revision moves on, so that a count that read the batches before begins again; then
 * the count goes on if nothing is missing any more.
 */
async function carryOn(call: Calling, batch: BatchDoc, round: RoundDoc, personId: string, undo: () => Promise<unknown>) {
  const { store } = call
  const moved = await store.rounds.change({ _id: round._id, state: 'closing' }, {})
  if (!moved) {
    await undo()
    throw new Refusal('WRONG_STATE', '这一轮刚刚计票或作废，这一批没有录入')
  }
  const done = settledOf(batch) ? await (round.ballot ? finishSecret(call, round._id) : finish(store, round._id)) : undefined
  return batchView(batch, done?.round ?? round, personId)
}

export const batchActs: Batches = {
  batchEnter: {
    allow: 'person',
    // Five; the entry that completes a batch goes on with the count, which reads pages.
    trips: 116,
    async run(call) {
      const { input: { roundId, no }, me, store, now } = call
      const { round, entry } = await demandEntry(call)
      const [_id, personId] = [`${roundId}.${no}`, me.person!._id]
      await store.batches.add({ _id, roundId, no, entries: {}, settled: null, note: '' })
      for (;;) {
        const there = (await store.batches.get(_id))!
        const mine = there.entries[personId]
        if (mine && sameEntry(mine.entry, entry)) return batchView(there, round, personId)
        if (mine) throw new Refusal('ENTERED', '您已录入过这一批。如有错误，请在核对时更正')
        if (Object.keys(there.entries).length >= 2) throw new Refusal('ENTERED', '这一批已由两位监票人录入，请核对批次号')
        const saved = await store.batches.changeOne(
          { _id, rev: there.rev }, { [`entries.${personId}` as const]: command.set({ name: me.person!.name, at: now, entry }) },
        )
        const undo = () => store.batches.change({ _id, rev: saved!.rev }, { [`entries.${personId}` as const]: command.remove() })
        if (saved) return carryOn(call, saved, round, personId, undo)
      }
    },
  },

  batchSettle: {
    allow: 'person',
    trips: 116,
    async run(call) {
      const { input: { roundId, no, rev, note }, me, store } = call
      const { round, entry } = await demandEntry(call)
      const [_id, personId] = [`${roundId}.${no}`, me.person!._id]
      const there = await store.batches.get(_id)
      if (!there) throw notFound('批选票')
      if (Object.keys(there.entries).length < 2) throw new Refusal('WRONG_STATE', '这一批还没有由两位监票人分别录入，不能核对')
      if (!Object.hasOwn(there.entries, personId)) throw new Refusal('NOT_ALLOWED', '请由录入这一批的监票人核对')
      const signed = `${note}（${me.person!.name}）`
      if (there.settled && there.note === signed && sameEntry(there.settled, entry)) return batchView(there, round, personId)
      const saved = await store.batches.changeOne({ _id, rev }, { settled: entry, note: signed })
      if (!saved) throw stale('这一批')
      const undo = () => store.batches.change({ _id, rev: saved.rev }, { settled: there.settled, note: there.note })
      return carryOn(call, saved, round, personId, undo)
    },
  },
}
