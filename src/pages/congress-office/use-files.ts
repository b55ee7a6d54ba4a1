import { useRef, useState } from 'react'
import { toCallError, upload } from '../../services/call'
import { host } from '../../services/host'
import { newId } from '../../services/new-id'

export const MAX_FILES = 9
const LARGEST = 20 * 1024 * 1024
const KINDS = ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'jpg', 'jpeg', 'png']

const extensionOf = (name: string): string => /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''

/** What kind of file an id names: its own name is not kept in cloud storage. */
export const fileWords = (fileId: string, i: number): string => `附件 ${i + 1}（${extensionOf(fileId).toUpperCase()}）`

export interface Files {
  sent: number | undefined
  problem: string | undefined
  add: () => Promise<void>
}

/** Attaches files to a paper, one by one with progress. `folder` is where one's own files go. */
export const useFiles = (kept: readonly string[], onChange: (kept: string[]) => void, folder: string): Files => {
  const [sent, setSent] = useState<number>()
  const [problem, setProblem] = useState<string>()
  const latest = useRef(kept)
  latest.current = kept
  const add = async () => {
    setProblem(undefined)
    const [file] = await host.pickFiles(KINDS, 1)
    if (!file) return
    const extension = extensionOf(file.name)
    if (!KINDS.includes(extension)) return setProblem(`不能附 .${extension || '未知'} 文件，请用 PDF、Word、Excel、PPT 或图片`)
    if (file.size > LARGEST) return setProblem('文件超过 20 MB，没有附上。请压缩后再试')
    try {
      setSent(0)
      const fileId = await upload(file, `${folder}/congress/${await newId()}.${extension}`, setSent)
      onChange([...latest.current, fileId])
    } catch (e) {
      setProblem(toCallError(e).message)
    } finally {
      setSent(undefined)
    }
  }
  return { sent, problem, add }
}
