import { View } from '@tarojs/components'
import type { MotionDraft } from '../../components/motion-draft'
import type { CallError } from '../../services/call'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import type { Uploads } from '../../components/use-files'
import { MotionContent } from './content'
import { showPictures } from './pictures'

export interface ReviewStepProps {
  draft: MotionDraft
  pictures: Uploads
  files: Uploads
  error: CallError | undefined
  onMend: () => void
  onInvite: () => void
}

const failures = { offline: '还没有发出，内容都在', refusal: '还没有发出', fault: '还没有发出，内容都在' } as const

/** Everything once more, before it can no longer be changed. */
export const ReviewStep = ({ draft, pictures, files, error, onMend, onInvite }: ReviewStepProps) => {
  const urls = pictures.items.map(p => p.url)
  return (
    <View className='stack'>
      {error ? (
        <Notice
          meaning='attention'
          title={failures[error.kind]}
          text={error.message}
          act={error.field ? <Button text={error.field === 'invite' ? '去改邀请的人' : '去修改内容'} onTap={error.field === 'invite' ? onInvite : onMend} /> : undefined}
        />
      ) : <Notice meaning='attention' title='发出后，内容不能再改' text='请核对一遍。附议人看到的就是下面这些。' />}
      <Card title={draft.title}>
        <MotionContent text={draft} urls={urls} files={files.items} onPreview={i => showPictures(urls, i)} />
        <View className='card-end'><Button text='修改内容' onTap={onMend} /></View>
      </Card>
      <Card title={`邀请 ${draft.invite.length} 位代表附议`}>
        <View className='body'>
          {draft.invite.length > 0
            ? draft.invite.map(d => `${d.name}（${d.delegation}）`).join('、')
            : '还没有选人。可以先发出，再慢慢邀请。'}
        </View>
        <View className='card-end'><Button text='修改邀请的人' onTap={onInvite} /></View>
      </Card>
    </View>
  )
}
