import type { FileType } from '../types/attachment'

const typeWords: Record<FileType, string> = {
  pdf: 'PDF', doc: 'Word', docx: 'Word', xls: 'Excel', xlsx: 'Excel', ppt: 'PPT', pptx: 'PPT',
  jpg: '图片', jpeg: '图片', png: '图片', gif: '图片', webp: '图片', heic: '图片', bmp: '图片',
}

/** What may be attached, by the ending of its name. */
export const fileTypes = Object.keys(typeWords) as FileType[]

/** The kind of a file by the ending of its name; undefined = none that may be attached. */
export const typeOf = (name: string): FileType | undefined => {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  return fileTypes.find(t => t === ending)
}

/** A file's kind as people call it. */
export const typeWord = (name: string): string => {
  const type = typeOf(name)
  return type ? typeWords[type] : '文件'
}

export const isPicture = (name: string): boolean => typeWord(name) === '图片'

export const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

const MOST_LETTERS = 100

/** A name that can be kept: without what no name may have, as long as may be, with its ending. */
export function keptName(name: string): string {
  const plain = name.replace(/[\\/\u0000-\u001F\u202A-\u202E\u2066-\u2069]/g, '').trim()
  const type = typeOf(plain)
  const ending = type ? plain.slice(-type.length - 1) : ''
  const words = plain.slice(0, plain.length - ending.length).trim() || '附件'
  return words.slice(0, MOST_LETTERS - ending.length) + ending
}

/** Why a file cannot be attached, in words that say what to do; null = it can. `largest` in bytes. */
export function wrongFile(name: string, size: number, largest: number): string | null {
  if (!typeOf(name)) return `“${name}”不能添加：附件只能是 PDF、Word、Excel、PPT 或图片`
  if (size === 0) return `“${name}”是空文件，没有添加`
  return size > largest ? `“${name}”有 ${sizeWords(size)}，超过 ${largest / 1024 / 1024} MB，没有添加。请压缩或拆分后再添加` : null
}
