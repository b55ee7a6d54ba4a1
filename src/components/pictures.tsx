import { Image, View } from '@tarojs/components'
import { role } from './aria'
import { Icon } from './icon'
import { Tap } from './tap'
import './pictures.scss'

export interface PictureItem {
  key: string
  /** Something that can be shown: a temporary path, an address. Empty while it is being fetched. */
  url: string
  state: 'kept' | 'sending' | 'failed'
  /** 0 to 1 while sending. */
  share?: number
}

export interface PicturesProps {
  items: readonly PictureItem[]
  onPreview: (index: number) => void
  /** Absent = only to look at. */
  edit?: {
    max: number
    onAdd: () => void
    onRemove: (key: string) => void
    onRetry: (key: string) => void
  }
}

const stateWords = (p: PictureItem) =>
  p.state === 'sending' ? `正在上传 ${Math.round((p.share ?? 0) * 100)}%` : p.state === 'failed' ? '没有传上去' : ''

/** A grid of pictures: look, add up to the limit, take away, send again. */
export const Pictures = ({ items, onPreview, edit }: PicturesProps) => (
  <View className='pictures' {...role('list')} ariaLabel={`图片 ${items.length} 张`}>
    {items.map((p, i) => (
      <View key={p.key} className='picture' {...role('listitem')}>
        <Tap className='picture-open' label={`查看第 ${i + 1} 张图片${stateWords(p) ? `，${stateWords(p)}` : ''}`} onTap={() => onPreview(i)}>
          {p.url ? <Image className='picture-image' src={p.url} mode='aspectFill' /> : <View className='picture-image picture-blank'><Icon name='picture' /></View>}
        </Tap>
        {p.state === 'sending' ? <View className='picture-state'>{stateWords(p)}</View> : null}
        {p.state === 'failed' && edit
          ? <Tap className='picture-state picture-failed' label={`第 ${i + 1} 张没有传上去，再传一次`} onTap={() => edit.onRetry(p.key)}><Icon name='retry' /><View>再传一次</View></Tap>
          : null}
        {edit ? (
          <Tap className='picture-remove' label={`去掉第 ${i + 1} 张图片`} onTap={() => edit.onRemove(p.key)}>
            <View className='picture-cross'><Icon name='close' /></View>
          </Tap>
        ) : null}
      </View>
    ))}
    {edit && items.length < edit.max ? (
      <Tap className='picture picture-add' label={`添加图片，已有 ${items.length} 张，最多 ${edit.max} 张`} onTap={edit.onAdd}>
        <Icon name='plus' />
        <View>添加图片</View>
      </Tap>
    ) : null}
  </View>
)
