import * as z from 'zod/mini'
import { Refusal } from '../../domain/refusal'
import type { Action, Contract, InputOf, Reply } from '../../types/contract'
import type { Role } from '../../types/member'
import { hostContext, openCloud, type CloudApp } from './cloud'
import { identify, type Caller, type Me } from './identity'
import { logAct, logFault } from './log'
import { openStore, type Store } from './store'

export interface Call<I> {
  input: I
  me: Me
  /** The store of the tenant that the call is about. */
  store: Store
  /** The server's clock, milliseconds. */
  now: number
  requestId: string
  caller: Caller
  app: CloudApp
}

export interface PlatformCall<I> extends Call<I> {
  /** Every tenant's documents: only for recognising people and the tree of units. */
  platform: Store
}

/** Who may ask: anyone (visitors too), any recognised person, or holders of one of the roles today. */
export type Allow = 'anyone' | 'person' | readonly Role[]

interface Common {
  allow: Allow
  /** Budget of database round trips, the reading of identity included; a test holds it. */
  trips: number
}

export type Handler<A extends Action> =
  | (Common & { reach?: 'own' | 'below'; run(call: Call<InputOf<A>>): Promise<z.input<A['output']>> })
  | (Common & { reach: 'platform'; run(call: PlatformCall<InputOf<A>>): Promise<z.input<A['output']>> })

/** The type demands a handler for each line of the contract. */
export type Handlers<C extends Contract> = { [N in keyof C]: Handler<C[N]> }

export interface Served {
  /** Runs one action for an already known caller; the host adapters below and the HTTP entry share it. */
  answer(event: unknown, caller: Caller, requestId: string): Promise<Reply<unknown>>
  /** What the cloud function exports: identity comes from the host's context only. */
  main(event: unknown, context: unknown): Promise<Reply<unknown>>
}

/** One area's entry: known action? → parse input → who is this? → allowed? → run → parse output. */
export function serve<C extends Contract>(area: string, contract: C, handlers: Handlers<C>): Served {
  const answer: Served['answer'] = async (event, caller, requestId) => {
    const started = Date.now()
    const { action: name, input } = (event ?? {}) as { action?: unknown; input?: unknown }
    const known = typeof name === 'string' && Object.hasOwn(contract, name)
    const label = known ? name : 'unknown'
    try {
      if (!known) throw new Refusal('UNKNOWN_ACTION', '小程序版本和服务器不一致，请退出后重新打开')
      const data = await run(contract[name]!, handlers[name]!, input ?? {}, caller, requestId, started)
      logAct({ area, action: label, requestId, outcome: 'ok', ms: Date.now() - started })
      return { ok: true, data }
    } catch (e) {
      if (e instanceof Refusal) {
        logAct({ area, action: label, requestId, outcome: e.code, ms: Date.now() - started })
        return { ok: false, code: e.code, message: e.message, requestId, ...(e.field ? { field: e.field } : {}) }
      }
      logFault({ area, action: label, requestId, error: e })
      return { ok: false, code: 'FAULT', message: `服务器出了问题，这次没有办成。请稍后再试；若仍不行，请把编号 ${requestId} 告诉工会`, requestId }
    }
  }
  return {
    answer,
    main: (event, context) => {
      const { requestId, openid } = hostContext(context)
      return answer(event, { openid }, requestId)
    },
  }
}

async function run<A extends Action>(action: A, handler: Handler<A>, raw: unknown, caller: Caller, requestId: string, now: number) {
  const input = parseInput(action, raw)
  const app = openCloud(requestId)
  const platform = openStore(app, { tenantId: null })
  const me = await identify(caller, platform, now)
  permit(handler.allow, me)
  const store = await storeFor(handler, me, input, app, platform)
  const call = { input, me, store, now, requestId, caller, app }
  const output = handler.reach === 'platform' ? await handler.run({ ...call, platform }) : await handler.run(call)
  const parsed = z.safeParse(action.output, output)
  if (!parsed.success) throw new Error(`output does not fit its contract: ${JSON.stringify(parsed.error.issues.map(i => i.path))}`)
  return parsed.data
}

function parseInput<A extends Action>(action: A, raw: unknown): InputOf<A> {
  const parsed = z.safeParse(action.input, raw)
  if (parsed.success) return parsed.data as InputOf<A>
  const issue = parsed.error.issues[0]
  throw new Refusal('BAD_INPUT', issue?.message ?? '填写的内容不对', issue?.path.join('.'))
}

function permit(allow: Allow, me: Me) {
  if (allow === 'anyone') return
  if (!me.person) throw new Refusal('NOT_BOUND', '请先绑定身份，再办理此事')
  if (allow !== 'person' && !allow.some(role => me.has(role))) throw new Refusal('NOT_ALLOWED', '您的身份不能办理此事。如有疑问请联系本单位工会')
}

/** The caller's own tenant; or, for actions that look below, a tenant under a unit where the caller is union or station staff. */
async function storeFor<A extends Action>(handler: Handler<A>, me: Me, input: InputOf<A>, app: CloudApp, platform: Store) {
  const chosen = (input as { tenant?: string }).tenant
  if (!chosen || chosen === me.tenantId) return openStore(app, { tenantId: me.tenantId, readOnly: !me.person })
  const unit = handler.reach === 'below' || handler.reach === 'platform' ? await platform.units.get(chosen) : undefined
  const supervises = (me.has('staff') || me.has('station')) && unit?.tenantId === unit?._id && unit?.path.includes(me.tenantId)
  if (!supervises) throw new Refusal('NOT_FOUND', '找不到这个单位，或您无权查看')
  return openStore(app, { tenantId: chosen, readOnly: true })
}
