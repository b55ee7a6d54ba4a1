import { sizeWords } from '../../../domain/attachments'
import type { EpisodeEdit, EpisodeKind } from '../../../types/lesson-course'
import { MOST_PIECES, PIECE_BYTES } from '../../../types/lesson'

export type FileKind = Exclude<EpisodeKind, 'article'>

/** What WeChat's players open on every phone. */
export const endings: Record<FileKind, readonly string[]> = { video: ['mp4', 'm4v', 'mov'], audio: ['mp3', 'm4a', 'aac', 'wav'], pdf: ['pdf'] }

const MB = 1024 * 1024
const LARGEST: Record<FileKind, number> = { video: PIECE_BYTES * MOST_PIECES, audio: PIECE_BYTES * MOST_PIECES, pdf: 50 * MB }

export const fileWords: Record<FileKind, string> = {
  video: `MP4 视频（H.264 编码），最大 ${LARGEST.video / MB} MB。传到一半断了，可以接着传。`,
  audio: `MP3 或 M4A 音频，最大 ${LARGEST.audio / MB} MB。`,
  pdf: `PDF 文件，最大 ${LARGEST.pdf / MB} MB。`,
}

/** Why a file cannot be an episode's, before any of it is sent. */
export const wrongEpisodeFile = (kind: FileKind, name: string, size: number): string | undefined => {
  if (!endings[kind].some(e => name.toLowerCase().endsWith(`.${e}`))) return `“${name}”不能用：${fileWords[kind]}`
  if (size === 0) return `“${name}”是空文件，请换一个`
  return size > LARGEST[kind] ? `“${name}”有 ${sizeWords(size)}，超过 ${LARGEST[kind] / MB} MB。请压缩或拆成几个课时` : undefined
}

/** The end of a long name says more than its beginning: it holds the ending. */
export const episodeFileName = (name: string): string => name.replace(/[\u0000-\u001F\u202A-\u202E\u2066-\u2069]/g, '').trim().slice(-100)

/** What an episode's file is once it has arrived. */
export type Arrived = Pick<EpisodeEdit, 'file' | 'fileName' | 'size'> & Partial<Pick<EpisodeEdit, 'seconds' | 'poster'>>
