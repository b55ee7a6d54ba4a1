import { View } from '@tarojs/components'
import { motionCategoryWords } from '../../../domain/words'
import type { DraftText } from '../../../types/motion-text'
import { role } from '../../components/aria'
import { Fact } from '../../components/card'
import { Files, type FileItem } from '../../components/files'
import { Pictures } from '../../components/pictures'

const Part = ({ name, text }: { name: string; text: string }) => (
  <View>
    <View className='note' {...role('heading')}>{name}</View>
    <View className='body written'>{text || '（还没有写）'}</View>
  </View>
)

export interface MotionContentProps {
  text: Omit<DraftText, 'title'>
  /** Addresses of its pictures. */
  urls: readonly string[]
  /** Its documents. */
  files: readonly FileItem[]
  onPreview: (index: number) => void
}

/** What a motion says, to read. */
export const MotionContent = ({ text, urls, files, onPreview }: MotionContentProps) => (
  <View className='stack'>
    <Fact name='类别' value={text.category ? motionCategoryWords[text.category] : '（还没有选）'} />
    <Part name='理由' text={text.reason} />
    <Part name='建议' text={text.proposal} />
    {urls.length > 0 ? (
      <View className='stack-tight'>
        <View className='note' {...role('heading')}>图片 {urls.length} 张</View>
        <Pictures items={urls.map((url, i) => ({ key: String(i), url, state: 'kept' }))} onPreview={onPreview} />
      </View>
    ) : null}
    {files.length > 0 ? (
      <View className='stack-tight'>
        <View className='note' {...role('heading')}>附件 {files.length} 个</View>
        <Files items={files} />
      </View>
    ) : null}
  </View>
)
