import type { ActionOf, Area, Input, Output } from '../../types/api'
import type { Reply } from '../../types/contract'
import { Broken, Unreachable } from './failures'
import { host } from './host'
import { shutBy } from './quiet'

/**
 * Why a call did not succeed. `message` is for the person: what happened, what is safe, what to do.
 * - offline: no answer; the act may or may not have been done, and repeating it with the same id is safe.
 * - refusal: a rule said no; `code` and perhaps `field` say which.
 * - fault: something broke on our side; `requestId` finds it in the log.
 */
export class CallError extends Error {
  constructor(
    readonly kind: 'offline' | 'refusal' | 'fault',
    readonly code: string,
    message: string,
    readonly requestId?: string,
    readonly field?: string,
  ) {
    super(message)
    this.name = 'CallError'
  }
}

const OFFLINE = '现在连不上服务器，可能是网络断了。您已填写的内容都还在，连上后再试一次即可'
const BROKEN = '服务暂时出了问题，这次没有办成，您已填写的内容都还在。请稍后再试'

const SHUT = {
  casting: '正在无记名投票。为了不让任何人从时间上看出哪张票是您的，投票结束前这部手机不读取也不提交别的内容。您写的内容都还在',
  sending: '您的匿名答卷正在混入票箱。为了不让任何人从时间上看出哪份是您的，这部手机先不读取也不提交别的内容，一般不到一分钟。您写的内容都还在，请稍后再试',
}

const quote = (requestId?: string) => requestId ? `；若仍不行，请把编号 ${requestId} 告诉工会` : ''

/** What any failure means to a person; also for uploads and files, which do not go through `call`. */
export const toCallError = (error: unknown): CallError => {
  if (error instanceof CallError) return error
  if (error instanceof Unreachable) return new CallError('offline', 'OFFLINE', OFFLINE)
  const requestId = error instanceof Broken ? error.requestId : undefined
  return new CallError('fault', 'FAULT', BROKEN + quote(requestId), requestId)
}

/** The data of a reply. @throws CallError */
export const unwrap = <T>(reply: Reply<T>): T => {
  if (reply.ok) return reply.data
  const kind = reply.code === 'FAULT' ? 'fault' : 'refusal'
  throw new CallError(kind, reply.code, reply.message, reply.requestId, reply.field)
}

const demandVoice = async () => {
  const why = await shutBy()
  if (why) throw new CallError('refusal', 'CASTING', SHUT[why])
}

/** Puts a picked file into cloud storage, which knows the sender like a function does. @throws CallError, Unreachable, Broken */
export const upload: typeof host.upload = async (...given) => {
  await demandVoice()
  return host.upload(...given)
}

/**
 * Asks a function to do one thing. Shut on the phone of a voter while a secret ballot is cast.
 * @throws CallError, and nothing else
 */
export const call = async <A extends Area, N extends ActionOf<A>>(
  area: A, action: N, input: Input<A, N>,
): Promise<Output<A, N>> => {
  try {
    await demandVoice()
    return unwrap(await host.invoke(area, action, input) as Reply<Output<A, N>>)
  } catch (error) {
    throw toCallError(error)
  }
}
