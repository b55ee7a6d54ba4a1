import { View } from '@tarojs/components'
import { useState } from 'react'
import { TrainingEdit, type Training } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { fieldErrors, useForm, type FieldErrors } from '../../components/form'
import { NumberBox } from '../../components/number-box'
import { Sheet } from '../../components/sheet'
import { StillWrong } from '../../components/still-wrong'
import { TextArea, TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { WhenField } from '../../components/when-field'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { InstructorField } from './info-part'

type Values = Omit<TrainingEdit, 'startsAt' | 'endsAt'> & { startsAt: number | null; endsAt: number | null }

const errorsOf = (v: Values): FieldErrors => ({
  ...fieldErrors(TrainingEdit, v), ...(v.startsAt === null ? { startsAt: '请选择开始的日期和时间' } : {}),
  ...(v.endsAt === null ? { endsAt: '请选择结束的日期和时间' } : v.startsAt !== null && v.endsAt <= v.startsAt ? { endsAt: '结束要晚于开始' } : {}),
})

/** When a classroom session is and what it counts for. */
export const TrainingSheet = ({ training: t, onClose, onSaved }: { training?: Training; onClose: () => void; onSaved: (training: Training) => void }) => {
  // Made once for this sheet: a lost answer does not make two.
  const [id] = useState(() => t ? Promise.resolve(t._id) : newId())
  const save = useAct(async (edit: TrainingEdit) => onSaved(await call('lessons', 'saveTraining', { id: await id, rev: t?.rev ?? null, edit })))
  const form = useForm<Values>(
    t ? { title: t.title, place: t.place, startsAt: t.startsAt, endsAt: t.endsAt, tenths: t.tenths, instructorId: t.instructorId, note: t.note } : { title: '', place: '', startsAt: null, endsAt: null, tenths: 40, instructorId: null, note: '' },
    errorsOf, save.error)
  const { values, set, errors } = form
  return (
    <Sheet title={t ? '改这场培训' : '新的面授培训'} onClose={onClose} foot={<Button id='save-training' kind='main' wide text='保存' busy={save.busy} onTap={() => { if (form.ready()) void save.run(values as TrainingEdit) }} />}>
      <View className='stack'>
        <ActTrouble error={save.error} />
        <TextField label='培训名称' max={60} value={values.title} error={errors.title} onChange={title => set({ title })} />
        <TextField optional label='地点' max={60} value={values.place} error={errors.place} onChange={place => set({ place })} />
        <WhenField label='开始' usual='09:00' value={values.startsAt} error={errors.startsAt} onChange={startsAt => set({ startsAt })} />
        <WhenField label='结束' usual='12:00' value={values.endsAt} error={errors.endsAt} onChange={endsAt => set({ endsAt })} />
        <NumberBox label='记几个学时' hint='每位出勤的人记这么多，45 分钟为 1 学时。' value={values.tenths / 10} error={errors.tenths} onChange={n => { if (n !== null) set({ tenths: Math.round(n * 10) }) }} />
        <InstructorField id={values.instructorId} name={t?.instructorName ?? ''} onChange={instructorId => set({ instructorId })} />
        <TextArea optional low label='说明' max={500} value={values.note} error={errors.note} onChange={note => set({ note })} />
        <StillWrong errors={errors} />
      </View>
    </Sheet>
  )
}
