import { View } from '@tarojs/components'
import { motionCategoryWords, optionsOf } from '../../../domain/words'
import { noteKindWords, refusalReasonWords } from '../../../domain/motion-words'
import type { Unit } from '../../../types/unit'
import { CasePicker } from '../../components/case-picker'
import { Choice, TickRow } from '../../components/choice'
import { DateField } from '../../components/date-field'
import type { FieldErrors } from '../../components/form'
import { PickerRow } from '../../components/picker-row'
import { TextArea, TextField } from '../../components/text-field'
import { UnitField } from '../../components/unit-field'
import { UnitsField } from '../../components/units-field'
import type { Uploads } from '../../components/use-files'
import type { ActValues, FieldSpec } from './act-forms'
import { AttachedField } from './attached'

export interface ActFieldsProps {
  specs: readonly FieldSpec[]
  values: ActValues
  errors: FieldErrors
  units: readonly Unit[]
  files: Uploads
  onChange: (patch: Partial<ActValues>) => void
}

const choices = {
  reason: optionsOf(refusalReasonWords),
  kind: optionsOf(noteKindWords),
  category: optionsOf(motionCategoryWords),
}

type One = ActFieldsProps & { spec: FieldSpec }

const Written = ({ spec, values, errors, onChange, low }: One & { low?: boolean }) => (
  <TextArea
    id={`act-${spec.field}`} label={spec.label} hint={spec.hint} max={spec.max} optional={spec.optional} error={errors[spec.field]}
    low={low} value={values[spec.field] as string} onChange={v => onChange({ [spec.field]: v })}
  />
)

const Picked = ({ spec, values, errors, onChange }: One) => (
  <PickerRow
    label={spec.label} hint={spec.hint} error={errors[spec.field]} empty={spec.blank ?? '请选择'}
    options={choices[spec.field as keyof typeof choices] as { value: string; text: string }[]}
    value={values[spec.field] as string | null} onChange={v => onChange({ [spec.field]: v })}
  />
)

const Chosen = ({ spec, values, errors, onChange }: One) => (
  <Choice
    label={spec.label} hint={spec.hint} error={errors[spec.field]}
    options={spec.options ?? choices[spec.field as keyof typeof choices]}
    value={values[spec.field] as string | null} onChange={v => onChange({ [spec.field]: v })}
  />
)

/** One control for each kind of thing that an act may ask for. */
const controls: Record<keyof ActValues, (p: One) => JSX.Element> = {
  note: Written, text: Written, proposal: Written, reply: Written,
  title: p => <Written {...p} low />,
  reason: Chosen, code: Chosen, value: Chosen, how: Chosen,
  category: Picked, kind: Picked,
  files: ({ spec, errors, files }) => <AttachedField label={spec.label} error={errors.files} files={files} />,
  days: ({ spec, values, errors, onChange }) => (
    <TextField id='act-days' type='number' label={spec.label} hint={spec.hint} error={errors.days} value={values.days} onChange={days => onChange({ days })} />
  ),
  promisedOn: ({ spec, values, errors, onChange }) => (
    <DateField label={spec.label} empty='请选择日期' error={errors.promisedOn} value={values.promisedOn} onChange={day => onChange({ promisedOn: day })} />
  ),
  lead: ({ spec, values, errors, units, onChange }) => (
    <UnitField label={spec.label} hint={spec.hint} error={errors.lead} empty='请选择部门' units={units} value={values.lead ?? undefined} onChange={lead => onChange({ lead: lead ?? null })} />
  ),
  assist: ({ spec, values, errors, units, onChange }) => (
    <UnitsField label={spec.label} hint={spec.hint} error={errors.assist} units={units} not={values.lead} value={values.assist} onChange={assist => onChange({ assist })} />
  ),
  unitIds: ({ spec, values, errors, units, onChange }) => (
    <UnitsField label={spec.label} hint={spec.hint} error={errors.unitIds} units={units} not={null} value={values.unitIds} onChange={unitIds => onChange({ unitIds })} />
  ),
  named: ({ spec, values, onChange }) => (
    <View className='entry choice'><TickRow text={spec.label} note={spec.hint} checked={values.named} onChange={named => onChange({ named })} /></View>
  ),
  into: ({ spec, values, errors, onChange }) => (
    <CasePicker label={spec.label} hint={spec.hint} error={errors.into} value={values.into} onChange={into => onChange({ into })} />
  ),
}

/** The fields of an act, one under the other. */
export const ActFields = (p: ActFieldsProps) => (
  <View className='stack-loose'>
    {p.specs.map(spec => {
      const Control = controls[spec.field]
      return <View key={`${spec.field}${spec.label}`} id={`field-${spec.field}`}><Control {...p} spec={spec} /></View>
    })}
  </View>
)
