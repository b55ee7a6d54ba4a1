import type { IncomingMessage, ServerResponse } from 'node:http'
import sirv, { type RequestHandler } from 'sirv'
import { answerDev } from './dev-routes'
import type { Environment } from './environment'
import { answerFunctionCall } from './function-route'
import { answerHttpAccess, routedFunction } from './http-access'
import { header, sendJson } from './reply'
import { answerSdk } from './sdk-endpoint'
import type { Answer } from './server'
import { StorageRefusal } from './storage'
import { answerClientStorage, answerSignedFile, sendStorageRefusal } from './storage-routes'

export interface StaticMount { path: string; dir: string }

type Pick = (env: string) => Environment | undefined
type Rest = [url: URL, req: IncomingMessage, res: ServerResponse]

/** Where each address leads. `pick('')` is the first environment. */
export function routes(environments: Map<string, Environment>, mounts: StaticMount[]): Answer {
  const pick: Pick = id => id === '' ? [...environments.values()][0] : environments.get(id)
  const files = mounts.map(staticFiles)
  return async (path, url, req, res) => {
    const [, area = '', ...rest] = path.split('/')
    const tail = rest.join('/')
    if (path === '/healthz') return sendJson(res, environments.size > 0 ? 200 : 503, { ok: environments.size > 0 })
    if (environments.size === 0) return sendJson(res, 503, { errCode: -501001, errMsg: 'the local cloud is starting' })
    if (path === '/admin') return answerSdk(pick, url, req, res)
    if (area === 'functions' || area === 'storage') return answerClient(pick, area, tail, url, req, res)
    if (area === 'dev') return answerDev([...environments.values()], tail, url, req, res)
    if (area === 'env') return answerMounted(pick, rest, url, req, res)
    const first = pick('')!
    const name = routedFunction(first, path)
    if (name !== undefined) return answerHttpAccess(first, name, path, url, req, res)
    if (files.some(serve => serve(path, req, res))) return undefined
    return sendJson(res, 404, { code: 'INVALID_PATH', message: `nothing is at ${path}` })
  }
}

/** What the mini-program's wx.cloud would do; `X-Local-Env` or `?env=` chooses among several environments. */
async function answerClient(pick: Pick, area: string, tail: string, ...[url, req, res]: Rest) {
  if (area === 'storage' && tail.startsWith('files/')) {
    const [, id = '', ...path] = tail.split('/')
    const owner = pick(id)
    if (!owner) return sendJson(res, 404, { code: 'INVALID_ENV', message: `no environment ${id}` })
    return answerSignedFile(owner.storage, path.join('/'), url, req, res)
  }
  if (req.method !== 'POST') return sendJson(res, 405, { errCode: -401002, errMsg: 'POST only' }, { allow: 'POST' })
  const id = header(req, 'x-local-env') ?? url.searchParams.get('env') ?? ''
  const env = pick(id)
  if (!env) return sendJson(res, 404, { errCode: -501005, errMsg: `no environment ${id}` })
  if (area === 'functions') return answerFunctionCall(env, tail, req, res)
  if (tail !== 'upload' && tail !== 'urls') return sendJson(res, 404, { errCode: -501000, errMsg: `no /storage/${tail}` })
  try {
    return await answerClientStorage(env.storage, url, req, res)
  } catch (error) {
    if (!(error instanceof StorageRefusal)) throw error
    return sendStorageRefusal(res, error)
  }
}

/** HTTP access of any environment, under `/env/<id>`; each has its own domain in production. */
async function answerMounted(pick: Pick, [id = '', ...rest]: string[], ...[url, req, res]: Rest) {
  const env = id === '' ? undefined : pick(id)
  const path = `/${rest.join('/')}`
  const name = env && routedFunction(env, path)
  if (!env || name === undefined) return sendJson(res, 404, { code: 'INVALID_PATH', message: `nothing is at ${path} in ${id}` })
  return answerHttpAccess(env, name, path, url, req, res)
}

type FileServer = (path: string, req: IncomingMessage, res: ServerResponse) => boolean

/** Files as they are now; names with a content hash may be kept for good, everything else is asked for again. */
function staticFiles({ path: mount, dir }: StaticMount): FileServer {
  const serve: RequestHandler = sirv(dir, {
    dev: true,
    etag: true,
    setHeaders: (res, name) => {
      const hashed = /[.-][0-9a-f]{8,}\.\w+$/.test(name)
      res.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const prefix = mount.replace(/\/$/, '')
  return (path, req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return false
    if (path !== prefix && !path.startsWith(`${prefix}/`)) return false
    let found = true
    req.url = (req.url ?? '/').slice(prefix.length) || '/'
    serve(req, res, () => { found = false })
    return found
  }
}
