import { gunzipSync, gzipSync } from 'node:zlib'
import { Refusal } from '../../domain/refusal'
import type { CloudApp } from '../_kit/cloud'
import type { HandoutDoc } from '../_kit/documents'
import { ownFolder, readFile, temporaryUrls } from '../_kit/files'
import type { Me } from '../_kit/identity'
import type { Store } from '../_kit/store'
import { addNewest, type ListRow } from './list'
import type { Book } from './workbook'

// One more is asked for than a page holds, and production gives 100 at once.
export const PAGE = 99
const PAGES = 20

/** A list of so many rows is made in one call; of a longer one each call gathers so many. */
export const PART = PAGE * PAGES

/** Database round trips of one step at most: what was gathered, one for each page, what is gathered now, twice if another was quicker. */
export const STEP_TRIPS = PAGES + 3

/** A list lives as long as its address; then the timer of the motions clears it, names and all. */
const LIFE = 2 * 3_600_000

/** A packed part of motions has about 200 kB; of a hundred long answers each, some megabytes. */
const MOST_BYTES = 20 * 1024 * 1024
const UNPACKED = 160 * 1024 * 1024

export interface Wanted {
  /** Names this very list of this very person. */
  id: string
  /** A page of at most PAGE rows after a place; `next` is absent when there are no more. */
  page: (cursor: string | undefined) => Promise<{ rows: ListRow[]; next?: string }>
  open: () => Promise<Book>
  me: Me
  /** What was gathered so far is the caller's own tenant's. */
  platform: Store
  app: CloudApp
  now: number
}

export interface Made {
  done: number
  base64?: string
  url?: string
}

/** The next rows after a place; `next` is absent when there are no more. */
async function gather({ page: read }: Wanted, from: string | undefined): Promise<{ rows: ListRow[]; next?: string }> {
  const rows: ListRow[] = []
  let cursor = from
  for (let n = 0; n < PAGES; n++) {
    const page = await read(cursor)
    rows.push(...page.rows)
    cursor = page.next
    if (!cursor) break
  }
  return { rows, ...(cursor ? { next: cursor } : {}) }
}

const pathOf = ({ me, id }: Wanted, name: string) => `${ownFolder(me)}handouts/${id}/${name}`

async function put(w: Wanted, name: string, content: Buffer): Promise<string> {
  return (await w.app.uploadFile({ cloudPath: pathOf(w, name), fileContent: content })).fileID
}

/** One step of a long list: its rows go into a file beside the others. Done twice at once, it writes the same file, and counts once. */
async function gatherPart(w: Wanted, kept: HandoutDoc | undefined): Promise<Made> {
  const { rows, next } = await gather(w, kept?.cursor ?? undefined)
  if (!kept && !next) {
    const book = await w.open()
    addNewest(book, rows, new Set())
    return { done: rows.length, base64: book.end().toString('base64') }
  }
  const parts = kept?.parts ?? []
  const part = await put(w, `part-${parts.length}`, gzipSync(JSON.stringify(rows)))
  const step = { cursor: next ?? null, parts: [...parts, part], done: (kept?.done ?? 0) + rows.length, until: w.now + LIFE }
  const saved = kept
    ? (await w.platform.handouts.change({ _id: w.id, rev: kept.rev }, step)) > 0
    : await w.platform.handouts.add({ _id: w.id, tenantId: w.me.tenantId, byId: w.me.person!._id, file: null, ...step })
  return saved ? { done: step.done } : { done: (await w.platform.handouts.get(w.id))?.done ?? step.done }
}

/** All parts as one workbook, part by part. */
async function putTogether(w: Wanted, kept: HandoutDoc): Promise<Made> {
  const book = await w.open()
  const seen = new Set<string>()
  for (const part of [...kept.parts].reverse()) {
    const bytes = await readFile(w.app, part, MOST_BYTES)
    if (!bytes) throw new Refusal('STALE', '这份清单放得太久，已经清理。请重新导出')
    addNewest(book, JSON.parse(gunzipSync(bytes, { maxOutputLength: UNPACKED }).toString()) as ListRow[], seen)
  }
  const file = await put(w, 'list.xlsx', book.end())
  await w.platform.handouts.change({ _id: w.id, rev: kept.rev }, { file, done: seen.size, until: w.now + LIFE })
  return { done: seen.size, url: (await temporaryUrls(w.app, [file]))[0]!.url }
}

/**
 * A step towards a list. A short one is made at once; of a long one each call gathers a part, then one puts the
 * parts together: no call is long, none holds more than a part in memory, and one that is lost is simply made again.
 */
export async function handOut(w: Wanted): Promise<Made> {
  const kept = await w.platform.handouts.get(w.id)
  if (kept?.file) return { done: kept.done, url: (await temporaryUrls(w.app, [kept.file]))[0]!.url }
  return kept && kept.cursor === null ? putTogether(w, kept) : gatherPart(w, kept)
}
