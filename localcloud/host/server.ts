import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerPreflight, allowOrigin, isForeign, sendJson } from './reply'

export type Answer = (path: string, url: URL, req: IncomingMessage, res: ServerResponse) => Promise<unknown>

// Longer than any client keeps an idle connection: whoever closes first must be the client, or a request that
// it sends at that moment is lost.
const KEEP_ALIVE_MS = 75_000

/** The one port: on loopback only, and with an end that answers what has been asked. */
export class LoopbackServer {
  private readonly server: Server
  private readonly active = new Set<ServerResponse>()
  private idle: (() => void) | undefined
  private refusing: ((path: string) => boolean) | undefined

  constructor(private readonly answer: Answer) {
    this.server = createServer((req, res) => void this.receive(req, res))
    this.server.keepAliveTimeout = KEEP_ALIVE_MS
  }

  /** Listens. @throws the socket's error; `code` is EADDRINUSE when the port is taken. */
  listen(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(port, '127.0.0.1', () => {
        this.server.off('error', reject)
        resolve(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`)
      })
    })
  }

  /** From now on answers 503 to new requests, but for those that `allowed` lets pass. */
  refuse(allowed: (path: string) => boolean = () => false) {
    this.refusing = path => !allowed(path)
  }

  /** Ends once every request under way has its answer. */
  async close(): Promise<void> {
    this.refuse()
    if (this.active.size > 0) await new Promise<void>(resolve => { this.idle = resolve })
    const closed = new Promise(resolve => this.server.close(resolve))
    this.server.closeAllConnections()
    await closed
  }

  private async receive(req: IncomingMessage, res: ServerResponse) {
    this.active.add(res)
    res.once('close', () => {
      this.active.delete(res)
      if (this.active.size === 0) this.idle?.()
    })
    try {
      await this.route(req, res)
    } catch (error) {
      process.stderr.write(`local cloud: ${req.method} ${req.url} failed: ${error instanceof Error ? error.stack : error}\n`)
      sendJson(res, 500, { errCode: -501001, errMsg: error instanceof Error ? error.message : String(error) })
    } finally {
      // A body that nobody read would keep the connection from its next request.
      if (!req.complete) req.resume()
    }
  }

  private async route(req: IncomingMessage, res: ServerResponse) {
    if (isForeign(req)) return sendJson(res, 403, { errCode: -501009, errMsg: 'the local cloud answers this machine only' })
    const url = new URL(req.url ?? '/', 'http://127.0.0.1')
    const path = decodePath(url.pathname)
    if (path === undefined) return sendJson(res, 400, { errCode: -401002, errMsg: 'bad address' })
    if (this.refusing) res.shouldKeepAlive = false
    if (this.refusing?.(path)) return sendJson(res, 503, { errCode: -501001, errMsg: 'the local cloud is stopping' })
    allowOrigin(req, res)
    if (req.method === 'OPTIONS' && req.headers['access-control-request-method']) return answerPreflight(req, res)
    return this.answer(path, url, req, res)
  }
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
