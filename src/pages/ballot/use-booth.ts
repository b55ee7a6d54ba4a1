import { useCallback, useEffect, useState } from 'react'
import { isRunning } from '../../../domain/congress/secret-part'
import type { PublicRound } from '../../../types/ballot'
import type { Choice } from '../../../types/congress-vote'
import { BALLOT_DRAFT } from '../../components/kept-vote'
import type { Chosen } from '../../components/chosen-field'
import { readRound } from '../../services/box'
import { call, type CallError } from '../../services/call'
import { isComplete, dropPaper, readPaper, savePaper } from '../../services/credentials'
import { dropDraft } from '../../services/draft'
import { newId } from '../../services/new-id'
import { post, randomMoment } from '../../services/outbox'
import { hush } from '../../services/quiet'
import { boothPerson, readBooth, saveBooth, type BoothKept, type BoothPerson } from './booth-kept'
import { checkedRound, drawMissing, emptyPaper } from './draw'
import { newKey, newSecret, told } from './keys'
import { signedChoice } from './question'
import { sealedBallot } from './use-cast'
import { useFollow, type Followed } from './use-follow'
import { useRetried } from './use-retried'

const EVERY_MS = 3000

export interface BoothNow { roundId: string; shown: PublicRound | null }

/** The running round: by name as long as nobody of this tablet can be told by it, afterwards without a name. */
const ask = async (sessionId: string): Promise<BoothNow> => {
  const { roundId } = readBooth(sessionId)
  if (roundId) {
    const shown = await readRound(roundId)
    if (isRunning(shown.state) && shown.state !== 'closing') return { roundId, shown }
  }
  const { round } = await call('congress', 'now', { id: sessionId })
  return round?.ballot && isRunning(round.state) ? { roundId: round._id, shown: await readRound(round._id) } : { roundId: '', shown: null }
}

/** Enrols delegates who are present: the tablet makes a secret for each. */
export const enrol = async (sessionId: string, chosen: readonly Chosen[], put: (kept: BoothKept) => void) => {
  for (const { personId, name } of chosen) {
    const kept = readBooth(sessionId)
    const known = kept.people.find(p => p.personId === personId)
    const { secret, pub } = known ?? await newKey()
    if (!known) put({ ...kept, people: [...kept.people, { personId, name, secret, pub }] })
    try {
      await call('congress', 'boothKey', { id: sessionId, personId, pub })
    } catch (error) {
      const failed = told(error)
      if (failed.kind === 'refusal') put({ ...kept, people: kept.people.filter(p => p.personId !== personId) })
      throw failed
    }
  }
}

const drawFor = async (sessionId: string, roundId: string, shown: PublicRound, people: readonly BoothPerson[]) => {
  const missing = people.filter(p => !readPaper(boothPerson(p), roundId))
  if (missing.length > 0) {
    const round = checkedRound(shown.manifest, roundId)
    const { present } = await call('congress', 'ballotLists', { roundId })
    for (const p of missing) {
      const seat = present.find(s => s.devicePub === p.pub)?.seat
      // Enrolled after the draw was opened: there is no paper in this round.
      if (seat) savePaper(boothPerson(p), roundId, emptyPaper(sessionId, seat, await newSecret(), shown.manifest, round.manifest.issuers.length))
    }
  }
  for (const p of people) {
    const held = readPaper(boothPerson(p), roundId)
    if (held && !isComplete(held)) await drawMissing(shown, held, p.secret, paper => savePaper(boothPerson(p), roundId, paper))
  }
  hush(sessionId, roundId)
}

export interface Booth {
  polled: Followed<BoothNow>
  kept: BoothKept
  put(kept: BoothKept): void
  /** Why papers are not drawn. */
  problem: CallError | undefined
  /** Has a whole paper and has not cast. */
  waiting: BoothPerson[]
  drawn: number
  cast(person: BoothPerson, choice: Choice): Promise<void>
}

/** A tablet that draws for delegates without phones, and casts for whoever sits before it. */
export const useBooth = (sessionId: string): Booth => {
  const [kept, setKept] = useState(() => readBooth(sessionId))
  const [, setTick] = useState(0)
  const put = useCallback((next: BoothKept) => {
    saveBooth(sessionId, next)
    setKept(next)
  }, [sessionId])
  const polled = useFollow(() => ask(sessionId), EVERY_MS, sessionId)
  const { roundId = '', shown = null } = polled.data ?? {}

  useEffect(() => {
    const now = readBooth(sessionId)
    if (polled.data && roundId !== now.roundId) put({ ...now, roundId, done: [] })
  }, [polled.data, roundId, sessionId, put])

  const drawing = shown?.state === 'drawing' && kept.people.length > 0
  const problem = useRetried(drawing, [sessionId, roundId].join(), async () => {
    try {
      await drawFor(sessionId, roundId, shown!, readBooth(sessionId).people)
    } finally {
      setTick(n => n + 1)
    }
  })

  const cast = async (person: BoothPerson, choice: Choice) => {
    const who = boothPerson(person)
    const held = readPaper(who, roundId)
    const now = readBooth(sessionId)
    if (!held || !shown || now.done.includes(person.pub)) return
    const round = checkedRound(held.manifest, roundId)
    const ballot = sealedBallot(round, held, signedChoice(round.manifest.question, choice))
    const [id, at] = [`booth:${await newId()}`, await randomMoment(shown.delay)]
    post({ id, roundId, body: ballot, at, forget: true })
    put({ ...now, done: [...now.done, person.pub] })
    dropPaper(who, roundId)
    dropDraft(who, BALLOT_DRAFT, roundId)
  }

  const whole = kept.people.filter(p => {
    const held = roundId ? readPaper(boothPerson(p), roundId) : undefined
    return held !== undefined && isComplete(held)
  })
  return { polled, kept, put, problem, waiting: whole.filter(p => !kept.done.includes(p.pub)), drawn: whole.length, cast }
}
