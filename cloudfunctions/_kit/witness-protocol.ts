import type { IssuedLine } from '../../domain/ballot/lines'

/** What the union office asks of the witness 见证方, and what it answers. A keyed hash over the body stands in `x-zdt-mac`. */
export type WitnessAsks =
  | { op: 'prepare'; round: string }
  | { op: 'open'; round: string; manifest: object; roll: { devicePub: string; seat: string }[] }
  | { op: 'close'; round: string }
  /** The whole papers of seats that asked the witness and not the office. */
  | { op: 'papers'; round: string; seats: string[] }
  /** The office's answers to seats that both have, papers in the hall, and the lines that lack an answer. */
  | { op: 'seal'; round: string; papers: string[]; answers: { answer: string; seat: string }[]; others: IssuedLine[] }
  | { op: 'void'; round: string }

export interface WitnessAnswers {
  prepare: { modulus: string; pub: string; name: string }
  open: { hash: string }
  close: { issued: { seat: string; answer: string }[] }
  papers: { lines: IssuedLine[] }
  seal: { sig: string; destroyed: string }
  void: { done: number }
}

export const WITNESS_NAME = '见证方（上级工会）'
