import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import type { MotionDraft } from '../../components/motion-draft'
import { Notice } from '../../components/notice'
import { Confirm } from '../../components/sheet'
import type { Act } from '../../services/use-act'
import { WriteFields, type WriteFieldsProps } from './write-fields'

export interface WriteStepProps extends Omit<WriteFieldsProps, 'text'> {
  draft: MotionDraft
  onDrop: Act<[], void>
}

/** Whether there is anything that could be thrown away. */
const begun = (d: MotionDraft) => d.rev > 0 || d.dirty

/** What the motion says, with a way to throw the draft away. */
export const WriteStep = ({ draft, onDrop, ...fields }: WriteStepProps) => {
  const [asking, setAsking] = useState(false)
  return (
    <View className='stack'>
      <Card><WriteFields text={draft} {...fields} /></Card>
      {onDrop.error ? <Notice meaning='attention' title='没有删除' text={onDrop.error.message} /> : null}
      {begun(draft) ? <Button kind='bare' text='删除这份草稿' onTap={() => setAsking(true)} /> : null}
      {asking ? (
        <Confirm
          title='删除这份草稿？'
          text='写好的内容和图片都会删掉，不能找回。'
          yes='删除草稿'
          no='留着'
          danger
          busy={onDrop.busy}
          onYes={() => void onDrop.run().then(() => setAsking(false))}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </View>
  )
}
