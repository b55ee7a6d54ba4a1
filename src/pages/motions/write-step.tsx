import { View } from '@tarojs/components'
import { useState } from 'react'
import { motionCategoryWords, optionsOf } from '../../../domain/words'
import { MAX_PICTURES, type DraftText } from '../../../types/motion-text'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Field } from '../../components/field'
import type { MotionDraft } from '../../components/motion-draft'
import { Notice } from '../../components/notice'
import { PickerRow } from '../../components/picker-row'
import { Pictures } from '../../components/pictures'
import { Confirm } from '../../components/sheet'
import { TextArea } from '../../components/text-field'
import type { Act } from '../../services/use-act'
import type { usePictures } from './use-pictures'

export type Errors = Partial<Record<keyof DraftText, string>>

export interface WriteStepProps {
  draft: MotionDraft
  errors: Errors
  pictures: ReturnType<typeof usePictures>
  onChange: (patch: Partial<MotionDraft>) => void
  onDrop: Act<[], void>
}

const categories = optionsOf(motionCategoryWords)

/** Whether there is anything that could be thrown away. */
const begun = (d: MotionDraft) => d.rev > 0 || d.dirty

/** 案由, 类别, 理由, 建议, pictures. */
export const WriteStep = ({ draft, errors, pictures, onChange, onDrop }: WriteStepProps) => {
  const [asking, setAsking] = useState(false)
  return (
    <View className='stack'>
      <Card>
        <View className='stack-loose'>
          <View id='field-title'>
            <TextArea
              low id='title' label='案由' hint='一句话说清要解决什么事，一件提案只说一件事。' placeholder='例：延长夜班供餐'
              max={40} value={draft.title} error={errors.title} onChange={title => onChange({ title: title.replace(/\n/g, '') })}
            />
          </View>
          <View id='field-category'>
            <PickerRow label='类别' empty='请选择类别' options={categories} value={draft.category} error={errors.category} onChange={category => onChange({ category })} />
          </View>
          <View id='field-reason'>
            <TextArea
              id='reason' label='理由' hint='现在是什么情况，影响了谁，为什么要解决。' placeholder='写事实，有数字更好'
              max={2000} value={draft.reason} error={errors.reason} onChange={reason => onChange({ reason })}
            />
          </View>
          <View id='field-proposal'>
            <TextArea
              id='proposal' label='建议' hint='希望怎样做，由谁来做，什么时候做到。' placeholder='写得越具体，越容易办成'
              max={2000} value={draft.proposal} error={errors.proposal} onChange={proposal => onChange({ proposal })}
            />
          </View>
          <View id='field-pictures'>
            <Field label='图片' optional hint={`现场照片、表格等，最多 ${MAX_PICTURES} 张，每张不超过 10 MB。`} error={errors.pictures ?? pictures.problem}>
              <Pictures
                items={pictures.items}
                onPreview={pictures.preview}
                edit={{ max: MAX_PICTURES, onAdd: () => void pictures.add(), onRemove: pictures.remove, onRetry: pictures.retry }}
              />
            </Field>
          </View>
        </View>
      </Card>
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
