import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../../domain/refusal'
import { PIECE_BYTES, type lessons } from '../../types/lesson'
import type { InputOf } from '../../types/contract'
import type { CloudApp } from '../_kit/cloud'
import { ownFolder, temporaryUrls } from '../_kit/files'
import { sha256 } from '../_kit/secrets'
import type { Call, Handlers } from '../_kit/serve'
import { lessonFolder } from './course-check'

type Uploading = Pick<Handlers<typeof lessons>, 'uploadLook' | 'assemble'>
type Upload = Call<InputOf<typeof lessons.assemble>>

/** What WeChat's players, its PDF viewer and every browser take. */
const ENDINGS = ['mp4', 'm4v', 'mov', 'mp3', 'm4a', 'aac', 'wav', 'pdf', 'jpg', 'jpeg', 'png', 'webp']
const AT_ONCE = 50

const parts = <T>(all: readonly T[]): T[][] => Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, i) => all.slice(i * AT_ONCE, (i + 1) * AT_ONCE))

/** Where the whole will lie and where its pieces are: the same upload of the same person is the same place. */
async function placesOf({ input: { upload, fileName, size }, me, app }: Upload) {
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  if (!ENDINGS.includes(ending)) throw new Refusal('BAD_INPUT', '课程文件只能是 MP4 视频，MP3、M4A、WAV 音频，PDF 或图片', 'fileName')
  const path = `${lessonFolder(me)}${sha256(JSON.stringify([me.person!._id, upload, fileName, size])).slice(0, 32)}.${ending}`
  // Only the cloud knows what its files' ids begin with; asking for a ticket stores nothing.
  const { data } = await app.getUploadMetadata({ cloudPath: path })
  const whole: string = data.fileId
  const root = whole.slice(0, whole.length - path.length)
  const pieces = Array.from({ length: Math.ceil(size / PIECE_BYTES) }, (_, n) => `${root}${ownFolder(me)}lessons/${upload}/${n}.part`)
  return { path, whole, pieces }
}

/** Sizes of files, -1 where there is none. */
async function sizesOf(app: CloudApp, files: readonly string[]): Promise<number[]> {
  const found = (await Promise.all(parts(files).map(fileList => app.getFileInfo({ fileList })))).flatMap(a => a.fileList)
  const sizes = new Map(found.map(f => [f.fileID, f.code === 'SUCCESS' ? f.size ?? -1 : -1]))
  return files.map(f => sizes.get(f) ?? -1)
}

const pieceSize = (size: number, n: number) => Math.min(PIECE_BYTES, size - n * PIECE_BYTES)

async function remove(app: CloudApp, files: readonly string[]): Promise<void> {
  for (const fileList of parts(files)) await app.deleteFile({ fileList })
}

/** The pieces' bytes one after another, never more than a few in memory. @throws Refusal when one is missing or not as long as it should be */
async function* bytesOf(app: CloudApp, pieces: readonly string[], size: number): AsyncGenerator<Uint8Array> {
  const urls = await temporaryUrls(app, pieces)
  for (const [n, { url }] of urls.entries()) {
    const missing = () => new Refusal('NOT_COMPLETE', '有一段还没有传到，请继续上传后再试')
    const answer = url ? await fetch(url) : undefined
    if (!answer || answer.status === 404 || answer.status === 403) throw missing()
    if (!answer.ok || !answer.body) throw new Error(`cloud storage answered ${answer.status}`)
    let length = 0
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.length
      yield chunk
    }
    if (length !== pieceSize(size, n)) throw missing()
  }
}

/** Through the function's own disk: storage wants to know the length before the first byte. */
async function putTogether(app: CloudApp, path: string, pieces: readonly string[], size: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lesson-'))
  try {
    const file = join(folder, 'whole')
    await pipeline(Readable.from(bytesOf(app, pieces, size)), createWriteStream(file))
    if ((await stat(file)).size !== size) throw new Error('an assembled file has another size than its pieces')
    await app.uploadFile({ cloudPath: path, fileContent: createReadStream(file) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const uploading: Uploading = {
  uploadLook: {
    allow: ['staff'],
    trips: 5,
    async run(call) {
      const { input: { size }, app } = call
      const { whole, pieces } = await placesOf(call)
      const [wholeSize, ...sizes] = await sizesOf(app, [whole, ...pieces])
      return { pieces: pieces.length, there: sizes.flatMap((s, n) => (s === pieceSize(size, n) ? [n] : [])), fileId: wholeSize === size ? whole : null }
    },
  },

  assemble: {
    allow: ['staff'],
    // Identity; the place, whether it is there, the pieces' addresses, the whole, the pieces' removal, its address: by the fifty.
    trips: 10,
    async run(call) {
      const { input: { size }, app } = call
      const { path, whole, pieces } = await placesOf(call)
      const [there] = await sizesOf(app, [whole])
      if (there !== size) await putTogether(app, path, pieces, size)
      await remove(app, pieces)
      const [{ url } = { url: '' }] = await temporaryUrls(app, [whole])
      return { fileId: whole, url }
    },
  },
}
