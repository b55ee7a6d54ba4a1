import { isPlainKey } from '../../domain/ballot/ed25519'
import { Refusal } from '../../domain/refusal'

/** @throws Refusal for a key that not all verifiers read alike */
export function demandKey(pub: string): void {
  if (!isPlainKey(Buffer.from(pub, 'base64url'))) throw new Refusal('BAD_INPUT', '这部手机生成的密钥不合格，请重试', 'pub')
}

/** A key with which a scrutineer 监票人 signs. */
export interface SealKey { personId: string; name: string; pub: string }

/** The keys with this one among them; undefined = it is there already. A new phone replaces the person's old key. @throws Refusal when it is another's */
export function withKey(keys: readonly SealKey[], key: SealKey): SealKey[] | undefined {
  if (keys.some(k => k.personId === key.personId && k.pub === key.pub)) return undefined
  if (keys.some(k => k.pub === key.pub)) throw new Refusal('BAD_INPUT', '这把密钥已经是另一位监票人的', 'pub')
  return [...keys.filter(k => k.personId !== key.personId), key]
}
