import { createHash } from 'node:crypto'
import { ballotId, type Ballot } from '../../domain/ballot/ballot'
import { NOTHING_LEFT, NOT_SEALED_IN_TIME, STUFFED } from '../../domain/survey/anonymous'
import { addMissing } from '../_kit/add-missing'
import { finalOf, keepFinalRecord, markCounted } from '../_kit/ballot-count'
import { SPARE_SECONDS } from '../_kit/ballot-draw'
import { readLines } from '../_kit/ballot-files'
import { roundOf } from '../_kit/ballot-round'
import { isFinal, isSigned } from '../_kit/ballot-seal'
import { command } from '../_kit/cloud'
import type { HeadDoc } from '../_kit/documents'
import type { NewDoc } from '../_kit/store'
import { definitionOf, valuesOn } from '../_kit/survey-ballot'
import type { SurveyAnswerDoc, SurveyRoundDoc } from '../_kit/survey-documents'
import { openBox, voidSurveyRound } from './round-steps'
import type { Run, Step } from './run'

/** From the signed lists of papers to the answers that are counted. */

/** Something may be signed at any moment. */
const SOON = 30_000

const roundsIn = ({ store, doc }: Run, states: SurveyRoundDoc['state'][]) =>
  store.surveyRounds.find({ surveyId: doc._id, state: command.in(states) }, { order: [['no', 'asc']] })

/** A round whose papers are drawn and signed is opened, should whoever signed last have been cut off. */
async function openSigned({ store, bare }: Run, round: SurveyRoundDoc): Promise<boolean> {
  const found = await bare.ballotRounds.joined(round._id, { head: { from: 'heads', match: { _id: `${round._id}.0` }, limit: 1 } })
  const head = found?.beside.head[0]
  if (!found || !head || !isSigned(roundOf(found.doc), head)) return false
  await openBox(store, bare, round)
  return true
}

/** Waits for signatures, and for the end. */
export const sealed: Step = async run => {
  const { doc, now } = run
  if (now >= doc.endsAt!) return { phase: 'ending', more: { 'ballot.closesAt': now } }
  const [drawn, open] = [await roundsIn(run, ['drawn']), await roundsIn(run, ['open'])]
  if (drawn.length + open.length === 0) return { void: NOTHING_LEFT }
  const opened: boolean[] = []
  for (const round of drawn) opened.push(await openSigned(run, round))
  if (doc.ballot!.phase === 'sealing' && (open.length > 0 || opened.includes(true))) return { phase: 'open' }
  return { due: opened.includes(false) ? Math.min(doc.endsAt!, now + SOON) : doc.endsAt! }
}

/** What was never signed is void; the boxes that are open are told when they close, once and for all. */
async function announce(run: Run, round: SurveyRoundDoc): Promise<void> {
  const { store, bare, doc } = run
  const { _id } = round
  if (round.state === 'drawn' && await bare.ballotRounds.change({ _id, state: 'drawn' }, { state: 'void', key: '', word: '', box: '' })) {
    return voidSurveyRound(store, bare, round, NOT_SEALED_IN_TIME)
  }
  const ballot = await bare.ballotRounds.get(_id)
  if (!ballot || ballot.state === 'void') return voidSurveyRound(store, bare, round, NOT_SEALED_IN_TIME)
  const { delay } = roundOf(ballot).manifest.rule as { delay: number }
  const closesAt = doc.ballot!.closesAt! + (delay + SPARE_SECONDS) * 1000
  await bare.ballotRounds.change({ _id, state: 'open', closesAt: command.eq(null) }, { closesAt })
  await store.surveyRounds.change({ _id, state: command.in(['drawn', 'open']) }, { state: 'open', closesAt })
}

/** Lets what is on its way come in, and shuts the boxes. */
export const ending: Step = async run => {
  const { store, bare, now } = run
  for (const round of await roundsIn(run, ['drawn', 'open'])) if (round.closesAt === null) await announce(run, round)
  const open = await roundsIn(run, ['open'])
  const last = Math.max(0, ...open.map(r => r.closesAt!))
  if (now < last) return { due: last }
  for (const { _id } of open) {
    await bare.ballotRounds.change({ _id, state: 'open' }, { state: 'closing' })
    await store.surveyRounds.change({ _id, state: 'open' }, { state: 'closing' })
  }
  return { phase: 'counting' }
}

const AT_ONCE = 100

/** An answer's name follows from its ballot's: whoever writes it again meets it. */
const answerName = (surveyId: string, ballot: Ballot): string => createHash('sha256').update(`${surveyId}|${ballotId(ballot.pub)}`).digest('base64url')

/** The ballots as answers to be counted, in the order of the board. Answers how many there were, and how many no phone of ours could have sent. */
async function keepAnswers({ app, store, doc }: Run, round: SurveyRoundDoc, definition: NonNullable<ReturnType<typeof definitionOf>>, final: HeadDoc): Promise<{ ballots: number; spoilt: number }> {
  const ballots = (await readLines(app, final.file)).map(line => JSON.parse(line) as Ballot)
  const answers = ballots.flatMap((ballot): NewDoc<SurveyAnswerDoc>[] => {
    const values = valuesOn(definition, ballot.choice.marks)
    if (!values) return []
    return [{
      _id: answerName(doc._id, ballot), tenantId: doc.tenantId, surveyId: doc._id, version: doc.version, bucket: round.no - 1, edition: 1, dirty: '1',
      groups: doc.anonymous!.split ? { unit: round.group } : {}, values,
    }]
  })
  await addMissing(store.surveyAnswers, answers, AT_ONCE)
  return { ballots: ballots.length, spoilt: ballots.length - answers.length }
}

/** Draws one box's count up; when two scrutineers have signed it, its answers are kept. */
async function countRound(run: Run, round: SurveyRoundDoc): Promise<void> {
  const { app, store, bare } = run
  const { _id } = round
  const found = await bare.ballotRounds.joined(_id, { opening: { from: 'heads', match: { _id: `${_id}.0` }, limit: 1 } })
  const opening = found?.beside.opening[0]
  if (!found || !opening) throw new Error(`the papers of ${_id} are gone`)
  const ballot = found.doc
  if (ballot.state === 'void') return voidSurveyRound(store, bare, round, STUFFED)
  const final = ballot.state === 'closing' ? await finalOf({ app, bare, ballot, opening, drawn: round.drawn! }, []) : await bare.heads.get(`${_id}.1`)
  if (!final) return voidSurveyRound(store, bare, round, STUFFED)
  if (!isFinal(final)) return
  await keepFinalRecord({ app, bare, ballot, opening }, final)
  const told = await keepAnswers(run, round, definitionOf(roundOf(ballot))!, final)
  await markCounted(bare, _id)
  await store.surveyRounds.change({ _id, state: 'closing' }, { ...told, state: 'counted' })
}

/** Counts what is sealed. When nothing waits any more, the buckets are recounted like those of any survey. */
export const counting: Step = async run => {
  const { now, until } = run
  for (const round of await roundsIn(run, ['closing'])) {
    if (Date.now() >= until) return { again: true }
    await countRound(run, round)
  }
  if ((await roundsIn(run, ['closing'])).length > 0) return { due: now + SOON }
  return (await roundsIn(run, ['counted'])).length > 0 ? { phase: 'counted' } : { void: NOTHING_LEFT }
}
