import { Image, View } from '@tarojs/components'
import { Icon } from './icon'
import './cover.scss'

/** The picture of a course or an episode; without one, a quiet plate. Decoration: the words beside it say what it is. */
export const Cover = ({ url, play }: { url: string; play?: boolean }) => (
  <View className='cover' ariaHidden>
    {url ? <Image className='cover-image' src={url} mode='aspectFill' /> : null}
    {play || !url ? <View className={url ? 'cover-disc' : 'cover-disc cover-blank'}><Icon name='play' /></View> : null}
  </View>
)
