import { createHmac } from 'node:crypto'
import { Refusal } from '../../domain/refusal'
import { config } from './config'
import type { WitnessAnswers, WitnessAsks } from './witness-protocol'

const PATIENCE = 8_000

export const hasWitness = (): boolean => Boolean(config().ZDT_WITNESS_URL && config().ZDT_WITNESS_SECRET)

const down = (what: string) => new Refusal('WITNESS_DOWN', `联系不上见证方（${what}）。请稍后再试；如果一直不行，可将这一轮作废，改由本单位工会单独签发选票`)

/**
 * Asks the witness in its own environment. Sent as bytes: the HTTP access service takes 6 MB of those and 100 kB of text.
 * @throws Refusal WITNESS_DOWN when there is no answer, or the witness's own refusal.
 */
export async function askWitness<O extends WitnessAsks['op']>(asks: Extract<WitnessAsks, { op: O }>): Promise<WitnessAnswers[O]> {
  const { ZDT_WITNESS_URL: url, ZDT_WITNESS_SECRET: secret } = config()
  if (!url || !secret) throw new Refusal('WITNESS_DOWN', '还没有设置见证方。可以改由本单位工会单独签发选票')
  const body = JSON.stringify(asks)
  const mac = createHmac('sha256', secret).update(body).digest('hex')
  const answer = await fetch(`${url}/witness`, {
    method: 'POST', body, headers: { 'content-type': 'application/octet-stream', 'x-zdt-mac': mac }, signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => { throw down('没有应答') })
  const reply = await answer.json().catch(() => undefined) as { ok?: boolean; data?: WitnessAnswers[O]; code?: string; message?: string } | undefined
  if (reply?.ok) return reply.data!
  if (answer.status === 422 && reply?.code) throw new Refusal(reply.code, `见证方没有同意：${reply.message ?? reply.code}`)
  throw down(`应答 ${answer.status}`)
}
