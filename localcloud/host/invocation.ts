import { randomUUID } from 'node:crypto'

/** Who calls and how: no `openid` means no identity, as on HTTP routes and timers. */
export interface Caller {
  openid?: string
  source: 'client' | 'http' | 'timer' | 'function'
}

export interface InvocationRecord {
  requestId: string
  /** Proves to the SDK's endpoint which call a request belongs to; worthless once the call is over. */
  token: string
  function: string
  caller: Caller
  trips: number
}

// Not a secret and not a real app: WeChat's ids look like this, and code may check the shape.
export const LOCAL_APPID = 'wx10ca110ca110ca11'

const SOURCES: Record<Caller['source'], string> = {
  client: 'wx_client', http: 'http', timer: 'timer', function: 'wx_client,scf',
}

export function beginInvocation(name: string, caller: Caller): InvocationRecord {
  return { requestId: randomUUID(), token: randomUUID(), function: name, caller, trips: 0 }
}

/**
 * The variables that belong to one call. Production gives them twice, in `context.environment` and in
 * process.env; the SDK sends the token back with every request, which tells whose request it is.
 */
export function callVariables(env: string, call: InvocationRecord): Record<string, string> {
  const tcb: Record<string, string> = {
    TCB_ENV: env,
    TCB_SEQID: call.requestId,
    TCB_TRACELOG: 'local',
    TCB_SOURCE: SOURCES[call.caller.source],
    TCB_SESSIONTOKEN: call.token,
    TCB_SOURCE_IP: '127.0.0.1',
  }
  const wx: Record<string, string> = { WX_API_TOKEN: call.token }
  if (call.caller.openid !== undefined) {
    Object.assign(wx, {
      WX_OPENID: call.caller.openid,
      WX_APPID: LOCAL_APPID,
      WX_CLIENTIP: '127.0.0.1',
      WX_CLIENTIPV6: '::1',
    })
  }
  return {
    ...tcb,
    ...wx,
    TCB_CONTEXT_KEYS: Object.keys(tcb).join(','),
    WX_CONTEXT_KEYS: Object.keys(wx).join(','),
    ...(call.caller.source === 'timer' ? { TRIGGER_SRC: 'timer' } : {}),
    ...(call.caller.openid === undefined ? {} : { LOGINTYPE: 'WECHAT-OPENID' }),
  }
}

/** The second argument of `exports.main`, but for the functions in it, which the instance adds. */
export function callContext(
  env: string, call: InvocationRecord, variables: Record<string, string>, timeoutMs: number,
): Record<string, unknown> {
  const environ = Object.entries(variables).map(([key, value]) => `${key}=${value}`).join(';')
  return {
    callbackWaitsForEmptyEventLoop: false,
    memory_limit_in_mb: 256,
    time_limit_in_ms: timeoutMs,
    request_id: call.requestId,
    function_name: call.function,
    function_version: '$LATEST',
    namespace: env,
    tencentcloud_region: 'ap-shanghai',
    environ,
    environment: JSON.stringify(variables),
  }
}

/** The variables with which the SDK, in a function or in any program, finds this server and this environment. */
export function sdkVariables(url: string, env: string): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin` }),
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: 'local',
    SCF_NAMESPACE: env,
    TCB_ENV: env,
  }
}
