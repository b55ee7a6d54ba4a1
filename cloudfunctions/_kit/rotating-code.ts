import { Refusal } from '../../domain/refusal'
import { keyedHash, sameHash } from './secrets'

const SLOT = 5_000
/** A code is taken for half a minute: the signal in a hall is weak, a photograph sent home takes longer. */
const SLOTS = 6

/** A code on a screen that says where one is: of one kind of meeting, one meeting and one moment. Nothing is stored to make or to test one. */
export interface CodeKind {
  /** What its text begins with, letters and digits. */
  prefix: string
  /** Keeps the codes of one kind from counting as another's. */
  purpose: string
  words: { notOne: string; another: string; old: string }
}

const mac = ({ purpose }: CodeKind, id: string, slot: number) => Buffer.from(keyedHash(`${purpose}:${id}.${slot}`), 'hex').toString('base64url').slice(0, 16)

/** The code now, and until when it is shown. */
export function codeNow(kind: CodeKind, id: string, now: number): { text: string; until: number } {
  const slot = Math.floor(now / SLOT)
  return { text: `${kind.prefix}.${id}.${slot}.${mac(kind, id, slot)}`, until: (slot + 1) * SLOT }
}

export const isCode = ({ prefix }: CodeKind, code: string): boolean => code.startsWith(`${prefix}.`)

/** What the code was shown for. @throws Refusal when it is none, or older than half a minute; `only`: another meeting's is refused too */
export function readCode(kind: CodeKind, code: string, now: number, only?: string): string {
  const [prefix, id = '', slotText = '', given = ''] = code.split('.')
  const sound = prefix === kind.prefix && /^[A-Za-z0-9_-]{8,64}$/.test(id) && /^\d{1,12}$/.test(slotText) && code.split('.').length === 4
  if (!sound || !sameHash(mac(kind, id, Number(slotText)), given)) throw new Refusal('WRONG_CODE', kind.words.notOne, 'code')
  if (only !== undefined && id !== only) throw new Refusal('WRONG_CODE', kind.words.another, 'code')
  const age = Math.floor(now / SLOT) - Number(slotText)
  // One slot ahead: another server's clock may be.
  if (age < -1 || age >= SLOTS) throw new Refusal('OLD_CODE', kind.words.old, 'code')
  return id
}
