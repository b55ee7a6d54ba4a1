import { View } from '@tarojs/components'
import { whenWords } from '../../../domain/words-time'
import type { Motion } from '../../../types/motion'
import type { DraftText } from '../../../types/motion-text'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'

const Version = ({ title, when, text }: { title: string; when: string; text: DraftText }) => (
  <Card title={title} aside={<View className='note'>{when}</View>}>
    <View className='stack-tight'>
      <View className='body strong'>{text.title || '（还没有写案由）'}</View>
      <View className='body written'>{text.reason || '（还没有写理由）'}</View>
      <View className='body written'>{text.proposal || '（还没有写建议）'}</View>
      {text.pictures.length > 0 ? <View className='note'>图片 {text.pictures.length} 张</View> : null}
      {text.files?.length ? <View className='note'>附件 {text.files.length} 个</View> : null}
    </View>
  </Card>
)

export interface ConflictProps {
  mine: DraftText
  mineAt: number
  theirs: Motion
  onMine: () => void
  onTheirs: () => void
}

/** The same draft was written on two phones: both are shown, the person chooses. */
export const Conflict = ({ mine, mineAt, theirs, onMine, onTheirs }: ConflictProps) => {
  const now = Date.now()
  return (
    <Page
      title='写提案'
      bar={(
        <>
          <Button id='take-mine' wide text='用这部手机上的' onTap={onMine} />
          <Button id='take-theirs' wide text='用另一处保存的' onTap={onTheirs} />
        </>
      )}
    >
      <View className='stack'>
        <Notice
          meaning='attention'
          title='这份草稿在别处也改过'
          text='您在另一部手机或电脑上保存过新的内容。请看看两份，选一份接着写；没有选的那份会被替换。'
        />
        <Version title='这部手机上的' when={whenWords(mineAt, now)} text={mine} />
        <Version title='另一处保存的' when={whenWords(theirs.updatedAt, now)} text={theirs} />
      </View>
    </Page>
  )
}
