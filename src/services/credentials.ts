import { dropDraft, listDrafts, readDraft, saveDraft } from './draft'

/**
 * What a phone keeps of secret ballots 无记名投票, by person. Secrets: they leave the phone only when the voter hands
 * out the evidence of the own ballot. All bytes are base64url.
 */

/** The key with which the phone that checked in draws papers in every round of the session. */
export interface DeviceKey { secret: string; pub: string; registered: boolean }

/** 选票凭据 of one round: all of it follows from the seed, which is written down before anything is sent. */
export interface HeldPaper {
  sessionId: string
  seat: string
  seed: string
  /** As it was when the paper was drawn; a paper is of one manifest only. */
  manifest: string
  /** One of each issuer; empty = not answered yet. */
  tokens: string[]
  /** The filled-in and signed ballot, canonical JSON. */
  ballot: string
  /** What the box answered. */
  receipt: unknown
  /** 短码 of the receipt; empty = none. */
  code: string
  undecided: boolean
  refused: string
  /** Where it lies on the board, from 1; 0 = it is not there. */
  place: number | null
  of: number
}

/** Every issuer has answered. */
export const isComplete = (paper: HeldPaper): boolean => paper.tokens.every(token => token !== '')

const KEY = 'ballot-key'
const PAPER = 'ballot-paper'
/** A scrutineer's own secret of a session. */
const SEAL = 'ballot-seal'

export const readKey = (person: string, sessionId: string): DeviceKey | undefined => readDraft<DeviceKey>(person, KEY, sessionId)?.data
export const saveKey = (person: string, sessionId: string, key: DeviceKey) => void saveDraft(person, KEY, sessionId, key)

export const readPaper = (person: string, roundId: string): HeldPaper | undefined => readDraft<HeldPaper>(person, PAPER, roundId)?.data
export const savePaper = (person: string, roundId: string, paper: HeldPaper) => void saveDraft(person, PAPER, roundId, paper)
export const dropPaper = (person: string, roundId: string) => dropDraft(person, PAPER, roundId)

/** This person's paper of an anonymous survey. */
export const paperOf = (person: string, surveyId: string): { roundId: string; paper: HeldPaper } | undefined => {
  const found = listDrafts<HeldPaper>(person, PAPER).find(d => d.data.sessionId === surveyId)
  return found && { roundId: found.id, paper: found.data }
}

const HOUR_MS = 3_600_000
/** How long a paper is worth a reminder: until the round is surely over, or the ballot was surely looked for. */
const worth = ({ ballot }: HeldPaper) => ballot === '' ? 6 * HOUR_MS : 14 * 24 * HOUR_MS

const isOfSurvey = (roundId: string): boolean => /\.s\d+$/.test(roundId)

/** Papers of this person in meetings whose ballot has not been cast, or not been found on the board yet. */
export const openPapers = (person: string, now: number): { roundId: string; paper: HeldPaper }[] =>
  listDrafts<HeldPaper>(person, PAPER).filter(d => !isOfSurvey(d.id) && d.data.place === null && now - d.savedAt < worth(d.data)).map(d => ({ roundId: d.id, paper: d.data }))

/** Answers to anonymous surveys that were cast and not found in the box yet. */
export const castSurveys = (person: string, now: number): string[] =>
  listDrafts<HeldPaper>(person, PAPER).filter(d => isOfSurvey(d.id) && d.data.ballot !== '' && d.data.place === null && now - d.savedAt < worth(d.data)).map(d => d.data.sessionId)

export const readSealKey = (person: string, sessionId: string): string | undefined => readDraft<{ secret: string }>(person, SEAL, sessionId)?.data.secret
export const saveSealKey = (person: string, sessionId: string, secret: string) => void saveDraft(person, SEAL, sessionId, { secret })
