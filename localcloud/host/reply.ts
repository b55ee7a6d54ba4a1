import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'

export class BodyTooLarge extends Error {
  constructor(readonly limit: number) {
    super(`the body is larger than ${limit} bytes`)
  }
}

// A sender that is told too early sees a broken pipe instead of the answer, so this much more is read and dropped.
const POLITE_BYTES = 64 * 1024 * 1024

/** The whole body. @throws {BodyTooLarge} after the sender has finished. */
export function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) chunks.push(chunk)
      else if (size > limit + POLITE_BYTES) req.destroy()
    })
    req.on('end', () => {
      if (size > limit) reject(new BodyTooLarge(limit))
      else resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))
    })
    req.on('error', reject)
    req.on('close', () => reject(new Error('the request was cut off')))
  })
}

export function sendJson(res: ServerResponse, status: number, value: unknown, headers: OutgoingHttpHeaders = {}) {
  sendText(res, status, JSON.stringify(value), 'application/json; charset=utf-8', headers)
}

export function sendText(
  res: ServerResponse, status: number, body: string | Buffer, type: string, headers: OutgoingHttpHeaders = {},
) {
  if (res.headersSent || res.destroyed) return
  res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers })
  res.end(body)
}

export const header = (req: IncomingMessage, name: string): string | undefined => {
  const value = req.headers[name]
  return Array.isArray(value) ? value[0] : value
}

const LOOPBACK = /^(https?:\/\/)?(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/**
 * Only this machine may ask. The address alone does not keep out a page of a foreign site, opened in a browser
 * here, whose name was made to resolve to loopback or that posts blindly; its Host or Origin gives it away.
 */
export function isForeign(req: IncomingMessage): boolean {
  const origin = header(req, 'origin')
  return !LOOPBACK.test(header(req, 'host') ?? '') || (origin !== undefined && !LOOPBACK.test(origin))
}

/** Lets pages of other ports of this machine read the answer (H5 in development runs on its own port). */
export function allowOrigin(req: IncomingMessage, res: ServerResponse) {
  const origin = header(req, 'origin')
  if (origin === undefined) return
  res.setHeader('access-control-allow-origin', origin)
  res.setHeader('vary', 'origin')
  res.setHeader('access-control-expose-headers', 'x-local-trips, x-request-id')
}

/** Answers a browser's question before a request with custom headers. */
export function answerPreflight(req: IncomingMessage, res: ServerResponse) {
  res.writeHead(204, {
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': header(req, 'access-control-request-headers') ?? '*',
    'access-control-max-age': '600',
  })
  res.end()
}
