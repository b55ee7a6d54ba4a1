import { View } from '@tarojs/components'
import { useState } from 'react'
import { InstructorEdit, type Instructor } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { fieldErrors, plain, useForm } from '../../components/form'
import { Sheet } from '../../components/sheet'
import { StillWrong } from '../../components/still-wrong'
import { TextArea, TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import type { Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { PicturePart } from './picture-part'

type Values = Omit<InstructorEdit, 'employeeNo'> & { employeeNo: string }

const editOf = (v: Values): InstructorEdit => ({ ...v, employeeNo: plain(v.employeeNo) || null })

interface Props {
  me: Me
  /** Absent = a new one. */
  instructor?: Instructor
  onClose: () => void
  onSaved: (instructor: Instructor) => void
}

/** What the pool keeps of an instructor 讲师. */
export const InstructorSheet = ({ me, instructor: i, onClose, onSaved }: Props) => {
  // Made once for this sheet: a lost answer does not make two.
  const [id] = useState(() => i ? Promise.resolve(i._id) : newId())
  const save = useAct(async (edit: InstructorEdit) => onSaved(await call('lessons', 'saveInstructor', { id: await id, rev: i?.rev ?? null, edit })))
  const form = useForm<Values>(
    i ? { name: i.name, employeeNo: i.employeeNo ?? '', unitName: i.unitName, field: i.field, term: i.term, intro: i.intro, photo: i.photo } : { name: '', employeeNo: '', unitName: '', field: '', term: '', intro: '', photo: null },
    v => fieldErrors(InstructorEdit, editOf(v)), save.error)
  const { values, set, errors } = form
  return (
    <Sheet title={i ? '改讲师档案' : '添加讲师'} onClose={onClose} foot={<Button id='save-instructor' kind='main' wide text='保存' busy={save.busy} onTap={() => { if (form.ready()) void save.run(editOf(values)) }} />}>
      <View className='stack'>
        <ActTrouble error={save.error} />
        <TextField label='姓名' max={40} value={values.name} error={errors.name} onChange={name => set({ name })} />
        <TextField optional label='工号' hint='本单位的人填工号，就能用自己的手机回答学员提问；外请的不填。' value={values.employeeNo} error={errors.employeeNo} onChange={employeeNo => set({ employeeNo })} />
        <TextField optional label='单位' max={40} value={values.unitName} error={errors.unitName} onChange={unitName => set({ unitName })} />
        <TextField label='专长' hint='讲什么，例如“集体协商”。' max={60} value={values.field} error={errors.field} onChange={field => set({ field })} />
        <TextField optional label='聘期' hint='例如“2025年—2027年”。' max={40} value={values.term} error={errors.term} onChange={term => set({ term })} />
        <TextArea optional low label='简介' max={500} value={values.intro} error={errors.intro} onChange={intro => set({ intro })} />
        <PicturePart label='照片' value={values.photo} urls={i?.photo ? { [i.photo]: i.photoUrl } : {}} folder={`${me.tenantId}/${me.personId}/lessons`} onChange={photo => set({ photo })} />
        <StillWrong errors={errors} />
      </View>
    </Sheet>
  )
}
