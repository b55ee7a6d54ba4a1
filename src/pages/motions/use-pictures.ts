import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { MAX_PICTURES } from '../../../types/motion-text'
import type { PictureItem } from '../../components/pictures'
import { toCallError } from '../../services/call'
import { host, type PickedFile } from '../../services/host'
import { newId } from '../../services/new-id'

interface Pending {
  key: string
  file: PickedFile
  state: 'sending' | 'failed'
  percent: number
}

export interface PicturesOptions {
  /** Files that are in cloud storage already. */
  kept: readonly string[]
  onChange: (kept: string[]) => void
  /** Addresses of kept files, from the server. */
  urls: readonly { fileId: string; url: string }[]
  /** Where one's own files go: `<tenantId>/<personId>`. */
  folder: string
}

const LARGEST = 10 * 1024 * 1024

const extensionOf = (name: string) => /\.(jpe?g|png|gif|webp|heic|bmp)$/i.exec(name)?.[0].toLowerCase() ?? '.jpg'

/** Pictures of a form: chosen, sent one by one with progress, sent again after a failure, looked at, taken away. */
export const usePictures = ({ kept, onChange, urls, folder }: PicturesOptions) => {
  const [pending, setPending] = useState<Pending[]>([])
  const [problem, setProblem] = useState<string>()
  // A file sent from here can be shown from here, before the server has given it an address.
  const local = useRef(new Map<string, string>())
  const taken = useRef(new Set<string>())
  // Several uploads end at their own times, so each changes the list as it is then.
  const latest = useRef(kept)
  latest.current = kept

  const change = (by: (kept: readonly string[]) => string[]) => {
    const next = by(latest.current)
    latest.current = next
    onChange(next)
  }

  const patch = (key: string, given: Partial<Pending>) =>
    setPending(all => all.map(p => p.key === key ? { ...p, ...given } : p))

  const send = async ({ key, file }: Pick<Pending, 'key' | 'file'>) => {
    patch(key, { state: 'sending', percent: 0 })
    try {
      const fileId = await host.upload(file, `${folder}/motions/${key}${extensionOf(file.name)}`, percent => patch(key, { percent }))
      local.current.set(fileId, file.path)
      if (!taken.current.has(key)) change(list => [...list, fileId])
      setPending(all => all.filter(p => p.key !== key))
    } catch (e) {
      setProblem(toCallError(e).message)
      patch(key, { state: 'failed' })
    }
  }

  const add = async () => {
    setProblem(undefined)
    const files = await host.pickPictures(MAX_PICTURES - kept.length - pending.length)
    const fit = files.filter(f => f.size <= LARGEST)
    if (fit.length < files.length) setProblem(`有 ${files.length - fit.length} 张图片超过 10 MB，没有添加。请先裁剪或压缩`)
    const added = await Promise.all(fit.map(async file => ({ key: await newId(), file, state: 'sending' as const, percent: 0 })))
    setPending(all => [...all, ...added])
    // One after the other: a weak signal carries one picture better than nine at once.
    for (const p of added) await send(p)
  }

  const urlOf = (fileId: string) => local.current.get(fileId) ?? urls.find(u => u.fileId === fileId)?.url ?? ''

  const items: PictureItem[] = [
    ...kept.map(fileId => ({ key: fileId, url: urlOf(fileId), state: 'kept' as const })),
    ...pending.map(p => ({ key: p.key, url: p.file.path, state: p.state, share: p.percent / 100 })),
  ]

  const remove = (key: string) => {
    taken.current.add(key)
    setPending(all => all.filter(p => p.key !== key))
    if (kept.includes(key)) change(list => list.filter(id => id !== key))
  }

  const retry = (key: string) => {
    const found = pending.find(p => p.key === key)
    setProblem(undefined)
    if (found) void send(found)
  }

  const preview = (index: number) => showPictures(items.map(i => i.url), index)

  return { items, problem, unsent: pending.length, add, remove, retry, preview }
}

/** Full screen, by the host's own viewer. */
export const showPictures = (urls: readonly string[], index: number) => {
  const there = urls.filter(Boolean)
  if (urls[index]) void Taro.previewImage({ urls: there, current: urls[index] })
}
