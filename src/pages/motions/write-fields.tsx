import { View } from '@tarojs/components'
import { motionCategoryWords } from '../../../domain/words'
import type { MotionCategory } from '../../../types/motion-life'
import type { DraftText } from '../../../types/motion-text'
import { DocumentsField } from '../../components/documents-field'
import { PickerRow } from '../../components/picker-row'
import { TextArea } from '../../components/text-field'
import type { Uploads } from '../../components/use-files'
import { PicturesField } from './attached'
import { SimilarMotions } from './similar-motions'

export type Errors = Partial<Record<keyof DraftText, string>>

export interface WriteFieldsProps {
  text: DraftText
  errors: Errors
  pictures: Uploads
  files: Uploads
  /** Those that the enterprise's rules offer. */
  categories: readonly MotionCategory[]
  onChange: (patch: Partial<DraftText>) => void
  /** The motion itself, when it is known to the server: it is not like itself. */
  id: string
}

/** 案由, 类别, 理由, 建议, pictures, documents; earlier motions like it are shown while it is written. */
export const WriteFields = ({ text, errors, pictures, files, categories, onChange, id }: WriteFieldsProps) => (
  <View className='stack-loose'>
    <View id='field-title'>
      <TextArea
        low id='title' label='案由' hint='一句话说清要解决什么事，一件提案只说一件事。' placeholder='例：延长夜班供餐'
        max={40} value={text.title} error={errors.title} onChange={title => onChange({ title: title.replace(/\n/g, '') })}
      />
    </View>
    <SimilarMotions id={id} title={text.title} text={`${text.reason}${text.proposal}`} />
    <View id='field-category'>
      <PickerRow
        label='类别' empty='请选择类别' options={categories.map(value => ({ value, text: motionCategoryWords[value] }))}
        value={text.category} error={errors.category} onChange={category => onChange({ category })}
      />
    </View>
    <View id='field-reason'>
      <TextArea
        id='reason' label='理由' hint='现在是什么情况，影响了谁，为什么要解决。' placeholder='写事实，有数字更好'
        max={2000} value={text.reason} error={errors.reason} onChange={reason => onChange({ reason })}
      />
    </View>
    <View id='field-proposal'>
      <TextArea
        id='proposal' label='建议' hint='希望怎样做，由谁来做，什么时候做到。' placeholder='写得越具体，越容易办成'
        max={2000} value={text.proposal} error={errors.proposal} onChange={proposal => onChange({ proposal })}
      />
    </View>
    <View id='field-pictures'>
      <PicturesField error={errors.pictures} pictures={pictures} />
    </View>
    <View id='field-files'>
      <DocumentsField error={errors.files} files={files} />
    </View>
  </View>
)
