import { Refusal } from '../../domain/refusal'
import { asTyped, keyedHash, sameHash } from '../_kit/secrets'

const SLOT = 5_000
/** A code is taken for half a minute: the signal in a hall is weak, a photograph sent home takes longer. */
const SLOTS = 6

const mac = (sessionId: string, slot: number) =>
  Buffer.from(keyedHash(`qr:${sessionId}.${slot}`), 'hex').toString('base64url').slice(0, 16)

const textOf = (sessionId: string, slot: number) => `ZDT1.${sessionId}.${slot}.${mac(sessionId, slot)}`

/** The code on the hall's screen now, and until when it is shown; nothing is stored to make or to test one. */
export function screenCode(sessionId: string, now: number): { text: string; until: number } {
  const slot = Math.floor(now / SLOT)
  return { text: textOf(sessionId, slot), until: (slot + 1) * SLOT }
}

export const isScreenCode = (code: string): boolean => code.startsWith('ZDT1.')

/** @throws Refusal when it is not the code of this session's screen within the last half minute. */
export function demandScreenCode(code: string, sessionId: string, now: number): void {
  const [, session = '', slotText = '', given = ''] = /^ZDT1\.([A-Za-z0-9_-]{8,64})\.(\d{1,12})\.([A-Za-z0-9_-]{16})$/.exec(code) ?? []
  if (!session || !sameHash(mac(session, Number(slotText)), given)) throw new Refusal('WRONG_CODE', '这不是会场屏幕上的签到码，请对准大屏幕重新扫码', 'code')
  if (session !== sessionId) throw new Refusal('WRONG_CODE', '这是另一场会议的签到码，请扫本会场屏幕上的码', 'code')
  const age = Math.floor(now / SLOT) - Number(slotText)
  // One slot ahead: another server's clock may be.
  if (age < -1 || age >= SLOTS) throw new Refusal('OLD_CODE', '码已过期，请重新扫屏幕上的码', 'code')
}

export const ONE_TIME_LIFE = 10 * 60_000

export const oneTimeHash = (sessionId: string, personId: string, typed: string): string =>
  keyedHash(`checkIn:${sessionId}.${personId}:${asTyped(typed)}`)
