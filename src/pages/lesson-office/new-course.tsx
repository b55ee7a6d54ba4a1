import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { categoryWords } from '../../../domain/lesson/words'
import { optionsOf } from '../../../domain/words'
import { CourseCategory, CourseEdit } from '../../../types/lesson-course'
import { Button } from '../../components/button'
import { fieldErrors, useForm } from '../../components/form'
import { PickerRow } from '../../components/picker-row'
import { Sheet } from '../../components/sheet'
import { TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { openPage } from '../../services/open-page'
import { useAct } from '../../services/use-act'

const schema = z.object({ title: CourseEdit.shape.title, category: CourseCategory })

/** A new course, empty or with the episodes, settings and questions of another. */
export const NewCourse = ({ copyOf, onClose }: { copyOf?: { id: string; title: string; category: CourseCategory }; onClose: () => void }) => {
  // Made once: a lost answer does not make two courses.
  const [coming] = useState(newId)
  const make = useAct(async () => {
    const id = await coming
    await call('lessons', 'create', { id, ...form.values, copyOf: copyOf?.id })
    onClose()
    await openPage(`/pages/lesson-office/edit?id=${id}`)
  })
  const form = useForm<z.infer<typeof schema>>(
    { title: copyOf ? `${copyOf.title.slice(0, 56)}（副本）` : '', category: copyOf?.category ?? 'duties' }, v => fieldErrors(schema, v), make.error)
  return (
    <Sheet title={copyOf ? '复制成新的课程' : '新的课程'} onClose={onClose} foot={<Button id='create-course' kind='main' wide text='建立课程' busy={make.busy} onTap={() => { if (form.ready()) void make.run() }} />}>
      <View className='stack'>
        <ActTrouble error={make.error} />
        <TextField id='new-title' label='课程名称' max={60} value={form.values.title} error={form.errors.title} onChange={title => form.set({ title })} />
        <PickerRow label='类别' empty='请选择类别' options={optionsOf(categoryWords)} value={form.values.category} onChange={category => form.set({ category })} />
      </View>
    </Sheet>
  )
}
