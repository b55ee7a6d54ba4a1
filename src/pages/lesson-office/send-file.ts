import { PIECE_BYTES } from '../../../types/lesson'
import { call, toCallError, upload } from '../../services/call'
import { host, type PickedFile } from '../../services/host'

/** A file on its way, as the device keeps it over a reload. */
export interface Kept { upload: string; fileName: string; size: number; modified: number }

export interface Sending {
  /** Where the pieces go: `<tenant>/<person>/lessons`. */
  folder: string
  /** Bytes that have arrived. */
  onSent: (bytes: number) => void
  onJoining: () => void
  /** Asked between pieces. */
  stopped: () => boolean
}

/**
 * Sends the pieces that the cloud does not have yet and has them put together. Whatever breaks it off, the same again goes on
 * where it stopped. @returns null when it was stopped. @throws CallError
 */
export const sendFile = async (file: PickedFile, { upload: id, fileName, size }: Kept, on: Sending): Promise<{ fileId: string; url: string } | null> => {
  const look = await call('lessons', 'uploadLook', { upload: id, fileName, size })
  if (look.fileId === null) {
    const bounds = (n: number) => [n * PIECE_BYTES, Math.min(size, (n + 1) * PIECE_BYTES)] as const
    const bytes = (n: number) => bounds(n)[1] - bounds(n)[0]
    let sent = look.there.reduce((sum, n) => sum + bytes(n), 0)
    on.onSent(sent)
    for (let n = 0; n < look.pieces; n++) {
      if (look.there.includes(n)) continue
      if (on.stopped()) return null
      const before = sent
      try {
        await host.withPart(file, ...bounds(n), part => upload(part, `${on.folder}/${id}/${n}.part`, percent => on.onSent(before + Math.round(bytes(n) * percent / 100))))
      } catch (error) {
        throw toCallError(error)
      }
      sent += bytes(n)
      on.onSent(sent)
    }
    if (on.stopped()) return null
  }
  on.onJoining()
  return call('lessons', 'assemble', { upload: id, fileName, size })
}
