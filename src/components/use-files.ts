import { useRef, useState } from 'react'
import { fileTypes, isPicture, keptName, typeOf, wrongFile } from '../../domain/attachments'
import type { Attachment } from '../../types/attachment'
import type { FileItem } from './files'
import { toCallError, upload } from '../services/call'
import { host, type PickedFile } from '../services/host'
import { newId } from '../services/new-id'

interface Pending {
  key: string
  file: PickedFile
  state: 'sending' | 'failed'
  percent: number
}

export interface UploadsOptions {
  /** Files that are in cloud storage already. */
  kept: readonly Attachment[]
  onChange: (kept: Attachment[]) => void
  /** Addresses of kept files, from the server. */
  urls: readonly { fileId: string; url: string }[]
  /** Where they go, below one's own place: `<tenantId>/<personId>/<area>`. */
  folder: string
  /** How many there may be, kept and sent together. */
  most: number
  /** Bytes of a document. */
  largest: number
}

export const LARGEST_PICTURE = 10 * 1024 * 1024

/** WeChat names a picture from the camera or the album by a number, sometimes without an ending. */
const pictureName = (name: string) => isPicture(name) ? keptName(name) : `${keptName(name)}.jpg`

/** Attachments 附件 of a form, documents and pictures: sent one by one with progress, sent again after a failure, taken away. */
export const useFiles = ({ kept, onChange, urls, folder, most, largest: largestFile }: UploadsOptions) => {
  const [pending, setPending] = useState<Pending[]>([])
  const [problem, setProblem] = useState<string>()
  // A file sent from here can be shown from here, before the server has given it an address.
  const local = useRef(new Map<string, string>())
  const taken = useRef(new Set<string>())
  // Several uploads end at their own times, so each changes the list as it is then.
  const latest = useRef(kept)
  latest.current = kept

  const change = (by: (kept: readonly Attachment[]) => Attachment[]) => {
    const next = by(latest.current)
    latest.current = next
    onChange(next)
  }

  const patch = (key: string, given: Partial<Pending>) =>
    setPending(all => all.map(p => p.key === key ? { ...p, ...given } : p))

  const send = async ({ key, file }: Pick<Pending, 'key' | 'file'>) => {
    patch(key, { state: 'sending', percent: 0 })
    try {
      const fileId = await upload(file, `${folder}/${key}.${typeOf(file.name)}`, percent => patch(key, { percent }))
      local.current.set(fileId, file.path)
      if (!taken.current.has(key)) change(list => [...list, { fileId, name: file.name, size: file.size }])
      setPending(all => all.filter(p => p.key !== key))
    } catch (e) {
      setProblem(toCallError(e).message)
      patch(key, { state: 'failed' })
    }
  }

  const room = most - kept.length - pending.length

  /** Takes what was picked, as far as it fits, and says what did not. */
  const take = async (pick: () => Promise<PickedFile[]>, named: (name: string) => string, largest: number) => {
    setProblem(undefined)
    try {
      const files = (await pick()).map(f => ({ ...f, name: named(f.name) }))
      const wrong = files.flatMap(f => wrongFile(f.name, f.size, largest) ?? [])
      const fit = files.filter(f => wrongFile(f.name, f.size, largest) === null)
      if (fit.length > room) wrong.push(`最多 ${most} 个，有 ${fit.length - room} 个没有添加`)
      if (wrong.length > 0) setProblem(wrong.join('；'))
      const added = await Promise.all(fit.slice(0, room).map(async file => ({ key: await newId(), file, state: 'sending' as const, percent: 0 })))
      setPending(all => [...all, ...added])
      // One after the other: a weak signal carries one file better than nine at once.
      for (const p of added) if (!taken.current.has(p.key)) await send(p)
    } catch (e) {
      setProblem(toCallError(e).message)
    }
  }

  const urlOf = (fileId: string) => local.current.get(fileId) ?? urls.find(u => u.fileId === fileId)?.url ?? ''

  const items: FileItem[] = [
    ...kept.map(({ fileId, name, size }) => ({ key: fileId, name, size, url: urlOf(fileId), state: 'kept' as const })),
    ...pending.map(p => ({ key: p.key, name: p.file.name, size: p.file.size, url: p.file.path, state: p.state, share: p.percent / 100 })),
  ]

  const remove = (key: string) => {
    taken.current.add(key)
    setPending(all => all.filter(p => p.key !== key))
    if (kept.some(f => f.fileId === key)) change(list => list.filter(f => f.fileId !== key))
  }

  const retry = (key: string) => {
    const found = pending.find(p => p.key === key)
    setProblem(undefined)
    if (found) void send(found)
  }

  return {
    items, problem, unsent: pending.length, room, most, remove, retry,
    addPictures: () => void take(() => host.pickPictures(room), pictureName, LARGEST_PICTURE),
    addFiles: () => void take(() => host.pickFiles(fileTypes, room), keptName, largestFile),
  }
}

export type Uploads = ReturnType<typeof useFiles>
