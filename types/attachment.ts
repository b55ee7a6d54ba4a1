import * as z from 'zod/mini'
import { FileId, text } from './common'

/** What may be attached: what a phone can open. */
export const FILE_TYPES = ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'bmp'] as const
export type FileType = (typeof FILE_TYPES)[number]

export const MAX_FILES = 9
export const LARGEST_FILE = 20 * 1024 * 1024

/** A file 附件: stored under a name of the phone's making, shown under its own. `size` in bytes. */
export const Attachment = z.strictObject({
  fileId: FileId,
  name: text(100, 1, '文件名').check(
    z.regex(new RegExp(`\\.(${FILE_TYPES.join('|')})$`, 'i'), '附件只能是 PDF、Word、Excel、PPT 或图片'),
    z.regex(/^[^\\/]*$/, '文件名里不能有斜线'),
  ),
  size: z.int().check(z.minimum(1, '附件是空文件'), z.maximum(LARGEST_FILE, '每个附件不超过 20 MB')),
})
export type Attachment = z.infer<typeof Attachment>

export const Attachments = z.array(Attachment).check(z.maxLength(MAX_FILES, `附件最多 ${MAX_FILES} 个`))
