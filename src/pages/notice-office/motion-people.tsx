import { View } from '@tarojs/components'
import { useState } from 'react'
import type { NoticeAudience } from '../../../types/notice-fields'
import { Button } from '../../components/button'
import { Choice } from '../../components/choice'
import { motionTitle } from '../../components/motion-row'
import { Sheet } from '../../components/sheet'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { MotionPick } from './thing-pick'

type Who = Extract<NoticeAudience, { kind: 'motion' }>['who']

const whos: { value: Who; text: string }[] = [
  { value: 'all', text: '提案人、附议人和承办人' }, { value: 'proposers', text: '提案人' }, { value: 'cosigners', text: '附议人' }, { value: 'handlers', text: '主办部门的承办人' }, { value: 'assisting', text: '协办部门的承办人' },
]

/** The people of one motion. */
export const MotionPeople = ({ audience, onChange }: { audience: NoticeAudience; onChange: (audience: NoticeAudience) => void }) => {
  const held = audience.kind === 'motion' ? audience : undefined
  const [picking, setPicking] = useState(false)
  const { data } = useLoad(async () => held ? (await call('motions', 'get', { id: held.motionId })).motion.title : undefined, [held?.motionId])
  return (
    <View className='stack'>
      <View className='body'>{held ? data === undefined ? '正在读取提案…' : motionTitle(data) : '还没有选提案。'}</View>
      <View><Button text={held ? '换一件' : '选提案'} onTap={() => setPicking(true)} /></View>
      {held ? <Choice label='发给其中的谁' options={whos} value={held.who} onChange={who => onChange({ ...held, who })} /> : null}
      {picking ? (
        <Sheet title='选一件提案' onClose={() => setPicking(false)}>
          <MotionPick
            onPick={motionId => {
              setPicking(false)
              onChange({ kind: 'motion', motionId, who: held?.who ?? 'all' })
            }}
          />
        </Sheet>
      ) : null}
    </View>
  )
}
