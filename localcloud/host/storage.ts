import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, type ReadStream } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { lookup } from 'mrmime'
import type { ByteRange } from './byte-range'

export interface StoredFile {
  path: string
  size: number
  type: string
  /** The openid that uploaded it from a client; absent for files that functions wrote. */
  owner?: string
  /** Name of the content on disk. */
  content: string
}

export class StorageRefusal extends Error {
  constructor(readonly code: string, message: string) {
    super(message)
  }
}

/** What wx.cloud.uploadFile takes; what a function or a signed address brings may be a film. */
const MAX_CLIENT_BYTES = 50 * 1024 * 1024
const MAX_FILE_BYTES = 512 * 1024 * 1024
const DEFAULT_AGE_S = 2 * 60 * 60
const MAX_PATH_BYTES = 850

/**
 * The files of one environment. A small JSON record, named by the hash of the path, says where the content
 * is: no path of a user ever becomes a path on disk, and the rename of the record is what makes a file exist.
 */
export class Storage {
  readonly bucket: string
  private readonly records: string
  private readonly contents: string
  private readonly key = randomBytes(32)

  constructor(dir: string, private readonly env: string, private readonly base: () => string) {
    this.bucket = `6c6f-${env}-1250000000`
    this.records = join(dir, 'records')
    this.contents = join(dir, 'contents')
    mkdirSync(this.records, { recursive: true })
    mkdirSync(this.contents, { recursive: true })
  }

  count(): number {
    return readdirSync(this.records).length
  }

  fileId(path: string): string {
    return `cloud://${this.env}.${this.bucket}/${path}`
  }

  /** The path in a file id of this environment. */
  pathOf(fileId: string): string | undefined {
    const prefix = this.fileId('')
    return fileId.startsWith(prefix) ? fileId.slice(prefix.length) : undefined
  }

  /**
   * Keeps the bytes of `source` under `path`.
   * @throws {StorageRefusal} bad path, too large, or (for a client) a file that somebody else owns.
   */
  async write(path: string, source: AsyncIterable<Buffer>, owner?: string): Promise<StoredFile> {
    checkPath(path)
    const before = await this.find(path)
    if (owner !== undefined && before && before.owner !== owner) {
      throw new StorageRefusal('STORAGE_EXCEED_AUTHORITY', 'the file belongs to somebody else')
    }
    const content = randomUUID()
    const size = await writeDurably(join(this.contents, content), source, owner === undefined ? MAX_FILE_BYTES : MAX_CLIENT_BYTES)
    const file: StoredFile = { path, size, type: lookup(path) ?? 'application/octet-stream', content }
    if (owner !== undefined) file.owner = owner
    const draft = join(this.contents, `${content}.json`)
    await writeDurably(draft, [Buffer.from(JSON.stringify(file))])
    await rename(draft, this.record(path))
    if (before) await rm(join(this.contents, before.content), { force: true })
    return file
  }

  async find(path: string): Promise<StoredFile | undefined> {
    try {
      return JSON.parse(await readFile(this.record(path), 'utf8')) as StoredFile
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }

  read(file: StoredFile, range?: ByteRange): ReadStream {
    return createReadStream(join(this.contents, file.content), range)
  }

  async remove(path: string): Promise<boolean> {
    const file = await this.find(path)
    if (!file) return false
    await rm(this.record(path), { force: true })
    await rm(join(this.contents, file.content), { force: true })
    return true
  }

  /** The path is not percent-encoded: the SDK encodes the address itself, as it does with production's. */
  temporaryUrl(path: string, ageSeconds = DEFAULT_AGE_S): string {
    const expires = Math.floor(Date.now() / 1000) + ageSeconds
    return `${this.base()}/storage/files/${this.env}/${path}?sign=${this.sign('get', path, expires)}&t=${expires}`
  }

  uploadTicket(path: string): { url: string; authorization: string } {
    checkPath(path)
    const expires = Math.floor(Date.now() / 1000) + 900
    return {
      url: `${this.base()}/storage/files/${this.env}/${encodeURI(path)}`,
      authorization: `${expires}.${this.sign('put', path, expires)}`,
    }
  }

  /** Whether `signature` allows `verb` on `path` now; `expires` in seconds. */
  allows(verb: 'get' | 'put', path: string, expires: number, signature: string): boolean {
    if (!(expires >= Date.now() / 1000)) return false
    const expected = Buffer.from(this.sign(verb, path, expires))
    const given = Buffer.from(signature)
    return expected.length === given.length && timingSafeEqual(expected, given)
  }

  private sign(verb: string, path: string, expires: number): string {
    return createHmac('sha256', this.key).update(`${verb}\n${path}\n${expires}`).digest('hex')
  }

  private record(path: string): string {
    return join(this.records, `${createHash('sha256').update(path).digest('hex')}.json`)
  }
}

/** Production's rules for a cloud path, and a refusal of what cannot stand in a plain address. */
function checkPath(path: string) {
  const bad = path === '' || path.startsWith('/') || path.endsWith('/') || path.includes('//')
    || /[\\?#%\u0000-\u001f\u007f]/.test(path)
    || path.split('/').some(part => part === '.' || part === '..')
    || Buffer.byteLength(path) > MAX_PATH_BYTES
  if (bad) throw new StorageRefusal('INVALID_PARAM', `bad cloud path: ${JSON.stringify(path).slice(0, 120)}`)
}

async function writeDurably(file: string, source: AsyncIterable<Buffer> | Iterable<Buffer>, most = MAX_FILE_BYTES): Promise<number> {
  const handle = await open(file, 'wx')
  let size = 0
  try {
    for await (const chunk of source) {
      size += chunk.length
      if (size > most) throw new StorageRefusal('EntityTooLarge', `a file may not be larger than ${most / 1024 / 1024} MB`)
      await handle.writeFile(chunk)
    }
    await handle.sync()
  } catch (error) {
    await rm(file, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  return size
}
