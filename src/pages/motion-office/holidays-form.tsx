import { View } from '@tarojs/components'
import { useState } from 'react'
import { dayOf, isDay } from '../../../domain/calendar'
import { missingYear } from '../../../domain/holidays'
import { dayWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import type { Holiday } from '../../../types/motion-rules'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Choice } from '../../components/choice'
import { DateField } from '../../components/date-field'
import { Empty } from '../../components/feedback'
import { Filters } from '../../components/filters'
import { useForm, type FieldErrors } from '../../components/form'
import { Notice } from '../../components/notice'
import { TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'

const kinds: { value: Holiday['kind']; text: string }[] = [{ value: 'off', text: '放假' }, { value: 'work', text: '调休上班' }]
const kindText = (kind: Holiday['kind']) => kinds.find(k => k.value === kind)!.text

/** One more day, checked before it joins the list. */
const AddDay = ({ taken, onAdd }: { taken: readonly Holiday[]; onAdd: (day: Holiday) => void }) => {
  const wrong = (v: Holiday): FieldErrors => ({
    ...(isDay(v.day) ? taken.some(h => h.day === v.day) ? { day: '这一天已经在表里' } : {} : { day: '请选择日期' }),
    ...(v.name.trim().length > 20 ? { name: '名称最多 20 个字' } : {}),
  })
  const form = useForm<Holiday>({ day: '', kind: 'off', name: '' }, wrong)
  const { values: v, errors, set } = form
  return (
    <Card title='添加一天'>
      <View className='stack-loose'>
        <DateField label='日期' empty='请选择日期' value={v.day} error={errors.day} onChange={day => set({ day })} />
        <Choice label='这一天' options={kinds} value={v.kind} onChange={kind => set({ kind })} />
        <TextField id='holiday-name' optional label='名称' value={v.name} error={errors.name} onChange={name => set({ name })} />
        <View><Button icon='plus' text='添加到表里' onTap={() => { if (form.ready()) { onAdd({ ...v, name: v.name.trim() }); set({ day: '' }) } }} /></View>
      </View>
    </Card>
  )
}

/** Public holidays 节假日 and make-up working days, by which deadlines are computed. */
export const HolidaysForm = ({ held, onSaved }: { held: Output<'motions', 'rulesGet'>; onSaved: (words: string) => void }) => {
  const [days, setDays] = useState<readonly Holiday[]>(held.holidays)
  const years = [...new Set(days.map(h => h.day.slice(0, 4)))].sort()
  const [year, setYear] = useState<string | undefined>(years.at(-1))
  const changed = JSON.stringify(days) !== JSON.stringify(held.holidays)
  const save = useAct(async () => {
    await call('motions', 'holidaysSave', { rev: held.rev, holidays: [...days] })
    onSaved('节假日已保存')
  })
  const change = (next: readonly Holiday[]) => setDays([...next].sort((a, b) => a.day < b.day ? -1 : 1))
  const shown = days.filter(h => !year || h.day.startsWith(year))
  const missing = missingYear(days, dayOf(Date.now()))
  return (
    <View className='stack'>
      {changed ? <Notice meaning='attention' title='改动还没有保存' act={<Button id='save-holidays' kind='main' text='保存节假日' busy={save.busy} busyText='正在保存…' onTap={() => void save.run()} />} /> : null}
      <ActTrouble error={save.error} />
      {missing ? (
        <Notice
          meaning='attention' title={`还没有 ${missing} 年的节假日`}
          text={`请按国务院办公厅的放假通知把 ${missing} 年的放假和调休上班日子添加进来。在那之前，${missing} 年的周一至周五都算工作日，期限会因此算早。`}
        />
      ) : null}
      <AddDay taken={days} onAdd={day => { setYear(day.day.slice(0, 4)); change([...days, day]) }} />
      <Filters label='年份' options={years.map(y => ({ value: y, text: `${y}年` }))} value={year} onChange={setYear} />
      <Card flush>
        {shown.length === 0 ? <Empty title='还没有节假日' text='没有列出的日子，周一至周五算工作日。' /> : (
          <View {...role('list')}>
            {shown.map(h => (
              <ListRow
                key={h.day} text={`${dayWords(h.day)} ${kindText(h.kind)}`} note={h.name}
                act={<Button text='去掉' label={`去掉${dayWords(h.day)}`} onTap={() => change(days.filter(d => d.day !== h.day))} />}
              />
            ))}
          </View>
        )}
      </Card>
    </View>
  )
}
