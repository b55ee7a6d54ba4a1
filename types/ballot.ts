import * as z from 'zod/mini'
import { Id, Instant } from './common'

/** base64url without padding, of a given number of bytes. */
const bytes = (count: number) => z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((count * 4) / 3)}}$`), '密钥或签名的格式不对'))

/** An Ed25519 public key, and a signature made with one. */
export const Pub = bytes(32)
export const Sig = bytes(64)

/** What a round of secret ballot 无记名投票 shows of itself, beside what every round shows. No number of votes cast before it is counted. */
export const BallotInfo = z.object({
  /** 校验码 of the manifest: shown in the hall and on every phone. */
  code: z.string(),
  /** 签发方, by name; one alone can stuff up to issued − cast ballots, so its being alone is said wherever this is shown. */
  issuers: z.array(z.string()),
  /** `sealed`: more ways to fill in a paper than people, so only hashes are published. */
  board: z.enum(['open', 'sealed']),
  /** Papers drawn on phones and booth tablets; those that one of the issuers has not answered; ballots on paper. Final once the draw is closed. */
  drawn: z.int(),
  incomplete: z.int(),
  papers: z.int(),
  /** When the box closes, once the chair has ended the marking; phones finish what is under way until then. */
  closesAt: z.nullable(Instant),
  /** The longest random delay before a ballot is sent, seconds. */
  delay: z.int(),
  /** Scrutineers 监票人 of this round, and who has signed 签封 the opening and the final head. */
  scrutineers: z.array(z.object({ personId: Id, name: z.string(), opening: z.boolean(), final: z.boolean() })),
})
export type BallotInfo = z.infer<typeof BallotInfo>

/** The caller's own place in a round of secret ballot; `devicePub` empty = no phone was registered when the draw was opened. */
export const BallotSeat = z.object({ seat: z.string(), devicePub: z.string() })
export type BallotSeat = z.infer<typeof BallotSeat>

/** The two lists that everybody in the hall can check with their own eyes: who is present, and who was issued a paper. */
export const BallotLists = z.object({
  present: z.array(z.object({ seat: z.string(), name: z.string(), delegation: z.string(), devicePub: z.string(), key: z.enum(['phone', 'booth', 'none']) })),
  issued: z.array(z.object({ seat: z.string(), channel: z.enum(['phone', 'paper']) })),
})

/**
 * What a scrutineer signs: lines of docs/ballot-record.md as canonical JSON, checked on the scrutineer's own device
 * before signing. `head` has no signature yet. For the final head the ballots, also of a sealed board, the batches of paper
 * ballots without `sigs`, and the tally.
 */
export const ToSeal = z.object({
  manifest: z.string(), head: z.string(),
  /** For the final head: the opening one with its signatures. */
  opening: z.nullable(z.string()),
  /** roll, issued and paper lines for the opening head; ballot lines for the final one. */
  lines: z.array(z.string()),
  batches: z.array(z.string()), tally: z.nullable(z.string()),
  /** What lay in the box and was no ballot: somebody has written to the database, and nobody should sign before it is explained. */
  spoilt: z.int(),
})

/** Anonymous `GET /api/box/rounds/<id>`: the same for everybody; what phones ask instead of `now` while ballots are cast. */
export interface PublicRound {
  state: 'drawing' | 'drawn' | 'open' | 'closing' | 'counted' | 'void'
  /** The manifest, canonical JSON. */
  manifest: string
  /** Where each issuer is asked for papers, in the manifest's order; a path is of the same host as the box. */
  issuers: string[]
  closesAt: number | null
  delay: number
}

/** Anonymous `GET /api/box/rounds/<id>/board`, once the round is counted. `lines` as in the record: ballots, or leaf hashes. */
export interface PublicBoard { head: unknown; lines: string[] }

/** `POST /api/box` of a ballot (docs/ballot-record.md), the answer. `undecided`: it came while the box was closing, and the board decides. */
export type CastAnswer = { state: 'accepted'; receipt: unknown } | { state: 'undecided' }

/** `POST /api/issuer` of `{ round, request }`, where `request` is a DrawRequest of domain/ballot/draw.ts. */
export interface DrawAnswer { answer: string }
