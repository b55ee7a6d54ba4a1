import Taro from '@tarojs/taro'
import { LARGEST_FILE } from '../../../types/attachment'
import { MAX_PICTURES } from '../../../types/motion-text'
import { useFiles, type Uploads, type UploadsOptions } from '../../components/use-files'

type Options = Omit<UploadsOptions, 'kept' | 'onChange' | 'most' | 'largest'> & { kept: readonly string[]; onChange: (kept: string[]) => void }

/** Pictures of a motion, of which only the file ids are kept. */
export const usePictures = ({ kept, onChange, ...rest }: Options): Uploads => useFiles({
  ...rest, most: MAX_PICTURES, largest: LARGEST_FILE,
  kept: kept.map(fileId => ({ fileId, name: '', size: 0 })),
  onChange: files => onChange(files.map(f => f.fileId)),
})

/** Full screen, by the host's own viewer. */
export const showPictures = (urls: readonly string[], index: number) => {
  const there = urls.filter(Boolean)
  if (urls[index]) void Taro.previewImage({ urls: there, current: urls[index] })
}
