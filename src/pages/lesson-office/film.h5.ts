import type { PickedFile } from '../../services/host'
import type { FilmFacts } from './film'

const WIDEST = 960
/** The first seconds of a film are often black. */
const INTO = 0.2

const once = (element: HTMLMediaElement, event: 'loadeddata' | 'seeked') => new Promise<void>((resolve, reject) => {
  element.addEventListener(event, () => resolve(), { once: true })
  element.addEventListener('error', () => reject(new Error('not playable')), { once: true })
})

const frameOf = async (film: HTMLVideoElement): Promise<PickedFile | undefined> => {
  const seeked = once(film, 'seeked')
  film.currentTime = film.duration * INTO
  await seeked
  const scale = Math.min(1, WIDEST / film.videoWidth)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(film.videoWidth * scale)
  canvas.height = Math.round(film.videoHeight * scale)
  canvas.getContext('2d')?.drawImage(film, 0, 0, canvas.width, canvas.height)
  const picture = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.82))
  return picture ? { path: URL.createObjectURL(picture), name: 'poster.jpg', size: picture.size } : undefined
}

/** How long a film or a recording is, and a picture out of a film. The browser must play it, as phones will have to. */
export const readFilm = async (file: PickedFile, kind: 'video' | 'audio'): Promise<FilmFacts> => {
  const element = document.createElement(kind)
  element.muted = true
  element.preload = 'auto'
  const loaded = once(element, 'loadeddata')
  element.src = file.path
  try {
    await loaded
    if (!Number.isFinite(element.duration)) return { seconds: 0 }
    const seconds = Math.max(1, Math.floor(element.duration))
    if (!(element instanceof HTMLVideoElement)) return { seconds }
    // Sound alone in a film's clothes: there is no picture to be seen.
    return element.videoWidth === 0 ? { seconds, broken: true } : { seconds, frame: await frameOf(element) }
  } catch {
    return { seconds: 0, broken: true }
  } finally {
    element.removeAttribute('src')
    element.load()
  }
}
