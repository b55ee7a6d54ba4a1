import Taro from '@tarojs/taro'
import type { PickedFile } from '../../services/host'

/** `seconds` 0 = not known. `frame`: a picture out of the film. `broken`: no player opens it. */
export interface FilmFacts { seconds: number; frame?: PickedFile; broken?: boolean }

/** How long a film or a recording is. A phone cannot draw a frame of it; the browser's twin, film.h5.ts, can. */
export const readFilm = async (file: PickedFile, kind: 'video' | 'audio'): Promise<FilmFacts> => {
  if (kind === 'audio') return { seconds: 0 }
  try {
    const { duration } = await Taro.getVideoInfo({ src: file.path })
    return { seconds: Math.floor(duration) }
  } catch {
    return { seconds: 0 }
  }
}
