import { codeNow, isCode, readCode, type CodeKind } from '../_kit/rotating-code'
import { asTyped, keyedHash } from '../_kit/secrets'

const HALL: CodeKind = {
  prefix: 'ZDT1', purpose: 'qr',
  words: { notOne: '这不是会场屏幕上的签到码，请对准大屏幕重新扫码', another: '这是另一场会议的签到码，请扫本会场屏幕上的码', old: '码已过期，请重新扫屏幕上的码' },
}

/** The code on the hall's screen now, and until when it is shown. */
export const screenCode = (sessionId: string, now: number) => codeNow(HALL, sessionId, now)

export const isScreenCode = (code: string): boolean => isCode(HALL, code)

/** @throws Refusal when it is not the code of this session's screen within the last half minute. */
export const demandScreenCode = (code: string, sessionId: string, now: number): void => void readCode(HALL, code, now, sessionId)

export const ONE_TIME_LIFE = 10 * 60_000

export const oneTimeHash = (sessionId: string, personId: string, typed: string): string =>
  keyedHash(`checkIn:${sessionId}.${personId}:${asTyped(typed)}`)
