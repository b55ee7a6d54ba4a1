import { toUSVString } from 'node:util'
import { hallCode } from '../../domain/ballot/manifest'
import type { Question } from '../../domain/ballot/question'
import { LEAST_PAPERS, LEAST_STEP, NOT_SEALED_IN_TIME, POOLED, TOO_FEW_JOINED, TOO_FEW_PAPERS, TOO_LATE, planRounds, type Planned } from '../../domain/survey/anonymous'
import { oneText } from '../../domain/survey/same'
import { Refusal } from '../../domain/refusal'
import type { Group } from '../../types/survey-results'
import { settleDraw } from '../_kit/ballot-draw'
import { setUp } from '../_kit/ballot-set-up'
import { command } from '../_kit/cloud'
import type { BallotRoundDoc } from '../_kit/documents'
import { every } from '../_kit/every'
import type { NewDoc } from '../_kit/store'
import type { SurveyDoc, SurveyRoundDoc, SurveySeatDoc } from '../_kit/survey-documents'
import { voidSurveyRound } from './round-steps'
import type { Run, Step } from './run'

/** From the list of those who joined to the papers that they have drawn. */

const PAGE = 100

/** Everybody who is in at this moment is listed; whoever comes later is told that it is over. */
export const freezing: Step = async ({ store, doc }) => {
  await store.surveySeats.change({ surveyId: doc._id, listed: false }, { listed: true })
  return { phase: 'planning' }
}

async function namesOf({ store, doc }: Run, groups: readonly string[]): Promise<Map<string, string>> {
  const units = groups.length ? await every(store.units, { _id: command.in([...groups]), tenantId: doc.tenantId }, ['_id', 'name']) : []
  return new Map(units.map(u => [u._id, u.name]))
}

const bareRound = ({ _id, tenantId }: SurveyDoc, { no, name, group, groups, seats }: Planned, first: boolean): NewDoc<SurveyRoundDoc> => ({
  _id: `${_id}.s${no}`, tenantId, surveyId: _id, no, name, group, groups, seats, after: first ? '' : null, state: 'preparing', why: '', drawn: null, incomplete: null, code: '', issuers: [],
  scrutineers: [], closesAt: null, ballots: null, spoilt: null,
})

/** Lays the rounds out. What is listed does not change any more, so that whoever does it again writes the same. */
export const planning: Step = async run => {
  const { store, doc } = run
  const counts = await store.surveySeats.countBy({ surveyId: doc._id, listed: true }, ['group'])
  const names = await namesOf(run, counts.map(c => c.group))
  const rounds = planRounds(counts.map(({ group, n }) => ({ group, name: names.get(group) ?? POOLED.name, n })), doc.anonymous!.split)
  if (!rounds) return { void: TOO_FEW_JOINED }
  for (const round of rounds) await store.surveyRounds.add(bareRound(doc, round, rounds.find(r => r.group === round.group) === round))
  const groups = new Map(rounds.map((r): [string, Group] => [r.group, { group: r.group, name: names.get(r.group) ?? POOLED.name }]))
  return { phase: 'setting', more: { buckets: rounds.length, ...(doc.anonymous!.split ? { unitNames: [...groups.values()] } : {}) } }
}

/** The seats of a round, in the order of their lots: it says nothing of who they are. */
async function seatsOf({ store, doc }: Run, { groups, seats, after }: SurveyRoundDoc): Promise<SurveySeatDoc[]> {
  const all: SurveySeatDoc[] = []
  while (all.length < seats) {
    const last = all.at(-1)?.lot ?? after!
    const page = await store.surveySeats.find(
      { surveyId: doc._id, listed: true, group: command.in(groups), lot: command.gt(last) }, { order: [['lot', 'asc']], limit: Math.min(PAGE, seats - all.length) },
    )
    if (page.length === 0) throw new Error(`seats of ${doc._id} are gone`)
    all.push(...page)
  }
  return all
}

const question = ({ title, definition }: SurveyDoc): Question => ({ kind: 'answers', text: toUSVString(title), entries: [], definition: oneText(definition) })

async function setUpRound(run: Run, round: SurveyRoundDoc, union: string): Promise<void> {
  const { store, bare, doc } = run
  const { sealKeys } = doc.ballot!
  const seats = await seatsOf(run, round)
  const roll: BallotRoundDoc['roll'] = seats.map(({ pub, _id }, i) => ({ seat: String(i + 1).padStart(4, '0'), devicePub: pub, rollId: _id }))
  const { manifest, hash } = await setUp(bare, {
    roundId: round._id, tenantId: doc.tenantId, question: question(doc), previous: '', rule: { survey: doc._id, group: toUSVString(round.name), least: LEAST_PAPERS }, union, single: doc.anonymous!.single,
    scrutineers: sealKeys.map(({ name, pub }) => ({ name: toUSVString(name), pub })), roll, changed: '选票上的题目和问卷的不一致，没有开始领卷。请联系软件维护人员',
  })
  // Parts of one group follow each other: the next one's seats begin where these end.
  await store.surveyRounds.change({ surveyId: doc._id, no: round.no + 1, group: round.group, state: 'preparing' }, { after: seats.at(-1)!.lot })
  await store.surveyRounds.change({ _id: round._id, state: 'preparing' }, {
    state: 'drawing', code: hallCode({ manifest, hash }), issuers: manifest.issuers.map(i => i.name),
    scrutineers: manifest.scrutineers.map(({ name, pub }) => ({ personId: sealKeys.find(k => k.pub === pub)!.personId, name })),
  })
}

/** What was said no to is tried again in the next minute, and shown to everybody meanwhile. */
const waitFor = (e: unknown) => {
  if (e instanceof Refusal) return { waits: e.message }
  throw e
}

/** Keys, manifest and roll of every round; then the draw begins, for as long as planned or at least for ten minutes. */
export const setting: Step = async run => {
  const { store, doc, now, until } = run
  const { sealKeys } = doc.ballot!
  const drawUntil = Math.max(doc.anonymous!.answerFrom, now + LEAST_STEP)
  if (drawUntil + LEAST_STEP > doc.endsAt!) return { void: TOO_LATE }
  if (sealKeys.length < 2) return { waits: `至少要有两名监票人登记，才能开始领卷，现在有 ${sealKeys.length} 名。请监票人在手机上打开“监票人签封”登记` }
  const [home] = await store.units.find({ _id: doc.tenantId }, { fields: ['name'], limit: 1 })
  const union = toUSVString(`${home?.name ?? '本单位'}工会`)
  const rounds = await store.surveyRounds.find({ surveyId: doc._id, state: 'preparing' }, { order: [['no', 'asc']] })
  try {
    for (const { _id } of rounds) {
      if (Date.now() >= until) return { again: true }
      const round = await store.surveyRounds.get(_id)
      if (round?.state === 'preparing') await setUpRound(run, round, union)
    }
  } catch (e) {
    return waitFor(e)
  }
  return { phase: 'drawing', more: { 'ballot.drawUntil': drawUntil } }
}

export const drawing: Step = async ({ doc, now }) => (now < doc.ballot!.drawUntil ? { due: doc.ballot!.drawUntil } : { phase: 'settling' })

/** Closes one draw. A round that would hide nobody ends here: it is never put together with another after the draw. */
async function settleRound({ app, store, bare }: Run, round: SurveyRoundDoc): Promise<void> {
  const ballot = await bare.ballotRounds.get(round._id)
  if (!ballot) throw new Error(`the papers of ${round._id} are gone`)
  if (ballot.state === 'void') return voidSurveyRound(store, bare, round, TOO_FEW_PAPERS)
  const { complete, incomplete } = await settleDraw({ app, bare, ballot })
  const numbers = { drawn: complete, incomplete }
  if (complete < LEAST_PAPERS) return voidSurveyRound(store, bare, round, TOO_FEW_PAPERS, numbers)
  await store.surveyRounds.change({ _id: round._id, state: 'drawing' }, { ...numbers, state: 'drawn' })
}

export const settling: Step = async run => {
  const { store, bare, doc, now, until } = run
  const rounds = await store.surveyRounds.find({ surveyId: doc._id, state: 'drawing' }, { order: [['no', 'asc']] })
  try {
    for (const round of rounds) {
      if (Date.now() >= until) return { again: true }
      if (now >= doc.endsAt!) await voidSurveyRound(store, bare, round, NOT_SEALED_IN_TIME)
      else await settleRound(run, round)
    }
  } catch (e) {
    return waitFor(e)
  }
  return { phase: 'sealing' }
}

