/** Bytes of a file, both ends inclusive. */
export interface ByteRange { start: number; end: number }

/**
 * What a `Range` header asks of a file of `size` bytes, as object storage reads it: one range of bytes. Undefined = the whole file
 * (no header, several ranges, another unit); null = no byte of the file is meant (416).
 */
export function rangeOf(asked: string | undefined, size: number): ByteRange | undefined | null {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(asked?.trim() ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  if (from === '') return Number(to) > 0 && size > 0 ? { start: Math.max(0, size - Number(to)), end: size - 1 } : null
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < start) return undefined
  return start < size ? { start, end } : null
}
