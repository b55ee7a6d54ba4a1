import type { Reply } from '../../types/contract'
import { demo } from './host.demo'
import { Broken, demandLines, inTime, isLoopback, isReply, Unreachable } from './failures'
import type { Host, PickedFile } from './host'

const TOKEN = 'webToken'
const STANDARD_FONT_PX = 16

const token = () => localStorage.getItem(TOKEN)

/** Where a call goes and what says who is calling. The local cloud knows a demo person by name; a token goes as in production. */
const route = (area: string, action: string, input: unknown) => {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  const body = JSON.stringify({ action, input })
  if (WITH_DEMO && token() === null) return { url: `/functions/${area}`, init: { method: 'POST', body, headers: { ...headers, ...demo.headers() } } }
  const held = token()
  if (held) headers.authorization = `Bearer ${held}`
  return { url: `${APP_API}/api/${area}`, init: { method: 'POST', body, headers } }
}

const send = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await inTime(fetch(url, init))
  } catch (error) {
    throw error instanceof Unreachable ? error : new Unreachable(String(error))
  }
}

const replyOf = async (response: Response): Promise<Reply<unknown>> => {
  const answer: unknown = await inTime(response.json()).catch(() => undefined)
  if (isReply(answer)) return answer as Reply<unknown>
  // A proxy or the platform answered in the function's place, so the act may be tried again.
  if (response.status === 502 || response.status === 503) throw new Unreachable(`status ${response.status}`)
  throw new Broken(`status ${response.status}`, (answer as { requestId?: string } | undefined)?.requestId)
}

const invoke = async (area: string, action: string, input: unknown) => {
  const { url, init } = route(area, action, input)
  return replyOf(await send(url, init))
}

const anonymous = async (url: string, body?: string) => {
  const post: RequestInit = body === undefined ? {} : { method: 'POST', body, headers: { 'content-type': 'application/json' } }
  const init: RequestInit = { ...post, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' }
  return replyOf(await send(url.startsWith('/') ? APP_API + url : url, init))
}

const fetchLines = async (url: string) => {
  const response = await send(url, { credentials: 'omit', referrerPolicy: 'no-referrer' })
  return demandLines(await inTime(response.json()).catch(() => undefined), response.status)
}

interface Ticket {
  url: string
  headers: Record<string, string>
  fileId: string
}

// fetch cannot report how much has been sent.
const put = (method: string, url: string, headers: Record<string, string>, body: Blob, onProgress?: (percent: number) => void) =>
  new Promise<string>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = at => { if (at.lengthComputable) onProgress?.(Math.round(at.loaded / at.total * 100)) }
    request.onload = () => request.status < 300 ? resolve(request.responseText) : reject(new Broken(request.responseText))
    request.onerror = () => reject(new Unreachable('upload'))
    request.send(body)
  })

/** By the address that stands for each: read through the address, a large file would be copied whole. */
const held = new Map<string, Blob>()

const hold = (content: Blob): string => {
  const path = URL.createObjectURL(content)
  held.set(path, content)
  return path
}

const release = (path: string) => {
  held.delete(path)
  URL.revokeObjectURL(path)
}

const contentOf = async ({ path }: PickedFile): Promise<Blob> => held.get(path) ?? await (await fetch(path)).blob()

const withPart: Host['withPart'] = async (file, from, to, work) => {
  const part = (await contentOf(file)).slice(from, to)
  const path = hold(part)
  try {
    return await work({ path, name: file.name, size: part.size })
  } finally {
    release(path)
  }
}

const upload = async (file: PickedFile, path: string, onProgress?: (percent: number) => void) => {
  const body = await contentOf(file)
  if (WITH_DEMO && token() === null) {
    const answer = await put('POST', `/storage/upload?path=${encodeURIComponent(path)}`, demo.headers(), body, onProgress)
    return (JSON.parse(answer) as { fileID: string }).fileID
  }
  const reply = await invoke('members', 'uploadTicket', { path })
  if (!reply.ok) throw new Broken(reply.message, reply.requestId)
  const ticket = reply.data as Ticket
  await put('PUT', ticket.url, ticket.headers, body, onProgress)
  return ticket.fileId
}

/** Opens the browser's file chooser. The input joins the page so that tests and screen readers can reach it. */
const choose = (accept: string, multiple: boolean) => new Promise<File[]>(resolve => {
  const input = document.createElement('input')
  Object.assign(input, { type: 'file', accept, multiple })
  input.style.display = 'none'
  const done = (files: File[]) => {
    input.remove()
    resolve(files)
  }
  input.onchange = () => done([...(input.files ?? [])])
  input.oncancel = () => done([])
  document.body.append(input)
  input.click()
})

const picked = (file: File): PickedFile => ({ path: hold(file), name: file.name, size: file.size, modified: file.lastModified })

const download = (fileName: string, content: BlobPart) => {
  const url = URL.createObjectURL(new Blob([content]))
  const link = document.createElement('a')
  Object.assign(link, { href: url, download: fileName })
  link.click()
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

const web = {
  signIn: (given: string) => localStorage.setItem(TOKEN, given),
  signOut: () => localStorage.removeItem(TOKEN),
  signedIn: () => token() !== null,
}

export const host: Host = {
  kind: 'h5',
  invoke,
  anonymous,
  fetchLines,
  local: isLoopback(new URL(APP_API || location.href, location.href).hostname),
  upload,
  withPart,
  // Taro asks navigator.connection, which half of the browsers lack and the rest leave silent on a desktop.
  followNetwork(say) {
    window.addEventListener('online', () => say(true))
    window.addEventListener('offline', () => say(false))
    say(navigator.onLine)
  },
  randomBytes: async count => crypto.getRandomValues(new Uint8Array(count)),
  pickPictures: async atMost => (await choose('image/*', atMost > 1)).slice(0, atMost).map(picked),
  pickFiles: async (extensions, atMost) => (await choose(extensions.map(extension => `.${extension}`).join(','), atMost > 1)).map(picked),
  // Opened in the very turn of the tap, or the browser takes it for an advertisement.
  async openFile(url) {
    window.open(url, '_blank', 'noopener')
  },
  handOver: async (fileName, content, encoding) =>
    download(fileName, encoding === 'utf8' ? content : Uint8Array.from(atob(content), c => c.charCodeAt(0))),
  async handOverFrom(url, fileName) {
    const response = await send(url, {})
    if (!response.ok) throw new Broken(`status ${response.status}`)
    download(fileName, await response.blob())
  },
  fontScale: () => parseFloat(getComputedStyle(document.documentElement).fontSize) / STANDARD_FONT_PX,
  privacyPending: async () => false,
  web,
  ...(WITH_DEMO ? {
    demo: {
      ...demo.choice,
      choose(openid: string | undefined) {
        web.signOut()
        demo.choice.choose(openid)
      },
    },
  } : {}),
}
