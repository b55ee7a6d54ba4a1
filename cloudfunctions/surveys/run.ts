import type { Phase } from '../../domain/survey/anonymous'
import { command, type CloudApp } from '../_kit/cloud'
import type { Change, Store } from '../_kit/store'
import type { SurveyDoc } from '../_kit/survey-documents'
import { LIVE, voidSurveyRound } from './round-steps'
import { counting, ending, sealed } from './run-boxes'
import { drawing, freezing, planning, setting, settling } from './run-papers'

/** One run over one anonymous survey. `store` and `bare` are the platform's: the timer belongs to no tenant. */
export interface Run {
  app: CloudApp
  store: Store
  bare: Store
  doc: SurveyDoc
  now: number
  /** The run gives up at this moment; the next one goes on. */
  until: number
}

/** What a step came to: the next phase; nothing before a moment; something that keeps it from going on, in words; no time left; the end. */
export type Stepped = { phase: Phase; more?: Change<SurveyDoc> } | { due: number } | { waits: string } | { again: true } | { void: string }

/** Does what is due in a phase. May be killed before any of its requests and done again, by two at once as well. */
export type Step = (run: Run) => Promise<Stepped>

/** Longer than a timer may run (60 seconds): whoever had it before is surely gone. */
const LEASE = 75_000

/** What keeps it from going on is tried again after this. */
const RETRY = 50_000

const joining: Step = async ({ doc, now }) => (now < doc.ballot!.drawFrom ? { due: doc.ballot!.drawFrom } : { phase: 'freezing' })

const steps: Record<Exclude<Phase, 'counted'>, Step> = {
  joining, freezing, planning, setting, drawing, settling, sealing: sealed, open: sealed, ending, counting,
}

const rest = (now: number, stepped: Exclude<Stepped, { phase: Phase } | { void: string }>): Change<SurveyDoc> => {
  if ('due' in stepped) return { 'ballot.due': stepped.due, 'ballot.waits': null }
  if ('waits' in stepped) return { 'ballot.due': now + RETRY, 'ballot.waits': stepped.waits }
  return { 'ballot.due': now }
}

/** Ends a survey that came to nothing: it is kept, with the reason, and can be copied. */
async function voidSurvey({ store, bare, doc, now }: Run, why: string): Promise<SurveyDoc | undefined> {
  for (const round of await store.surveyRounds.find({ surveyId: doc._id, state: command.in(LIVE) })) await voidSurveyRound(store, bare, round, why)
  return store.surveys.changeOne({ _id: doc._id, rev: doc.rev, kept: 'published' }, {
    kept: 'void', 'ballot.why': why, 'ballot.waits': null, 'ballot.leaseUntil': 0, events: command.push([{ act: 'void', by: '系统', at: now, note: why }]),
  })
}

/**
 * Leads an anonymous survey on, as far as it goes now: one conditional write a phase, on top of the revision that was read, so
 * that of two runs at once one goes on. True = something was done.
 */
export async function lead(run: Run): Promise<boolean> {
  const { store, now } = run
  const held = (doc: SurveyDoc, change: Change<SurveyDoc>) => store.surveys.changeOne({ _id: doc._id, rev: doc.rev, kept: 'published' }, change)
  let doc = await held(run.doc, { 'ballot.leaseUntil': now + LEASE })
  let done = false
  while (doc?.ballot && doc.kept === 'published' && doc.ballot.phase !== 'counted') {
    const stepped = await steps[doc.ballot.phase]({ ...run, doc })
    if ('void' in stepped) return (await voidSurvey({ ...run, doc }, stepped.void)) !== undefined
    if (!('phase' in stepped)) {
      await held(doc, { 'ballot.leaseUntil': 0, ...rest(now, stepped) })
      return done
    }
    doc = await held(doc, { ...stepped.more, 'ballot.phase': stepped.phase, 'ballot.waits': null })
    done = true
  }
  if (doc) await held(doc, { 'ballot.leaseUntil': 0 })
  return done
}
