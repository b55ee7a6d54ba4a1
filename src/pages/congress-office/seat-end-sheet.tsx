import { View } from '@tarojs/components'
import { useState } from 'react'
import { isDay } from '../../../domain/calendar'
import { optionsOf } from '../../../domain/words'
import type { SeatEnd, SeatRow, Term } from '../../../types/congress-term'
import { Button } from '../../components/button'
import { Choice } from '../../components/choice'
import { DateField } from '../../components/date-field'
import { plain, useForm, type FieldErrors } from '../../components/form'
import { Sheet } from '../../components/sheet'
import { TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { seatEndWords } from './words'

interface Values { why: SeatEnd['why'] | null; on: string; took: string; yes: string }

const isCount = (typed: string) => /^\d{1,6}$/.test(plain(typed))

const wrong = (v: Values): FieldErrors => ({
  ...(v.why === null ? { why: '请选择原因' } : {}),
  ...(isDay(v.on) ? {} : { on: '请选择日期' }),
  ...(v.why === 'recalled' && !isCount(v.took) ? { took: '请填写参加表决的人数' } : {}),
  ...(v.why === 'recalled' && !isCount(v.yes) ? { yes: '请填写赞成罢免的人数' } : {}),
})

export interface SeatEndSheetProps {
  term: Term
  seat: SeatRow
  onDone: (words: string) => void
  onClose: () => void
}

/** Ends a seat; a recall needs the vote of the electoral unit that elected. */
export const SeatEndSheet = ({ term, seat, onDone, onClose }: SeatEndSheetProps) => {
  const [id] = useState(newId)
  const end = useAct(async (v: Values) => {
    const vote = v.why === 'recalled' ? { took: Number(plain(v.took)), yes: Number(plain(v.yes)) } : {}
    await call('congress', 'endSeat', { termId: term._id, id: await id, personId: seat.personId, why: v.why!, on: v.on, ...vote })
    onDone(`已登记：${seat.name}${seatEndWords[v.why!]}`)
  })
  const form = useForm<Values>({ why: null, on: '', took: '', yes: '' }, wrong, end.error)
  const { values: v, errors, set } = form
  const district = term.districts.find(d => d.name === seat.district)
  return (
    <Sheet
      title={`终止${seat.name}的代表资格`} onClose={onClose}
      foot={<Button id='end-seat' wide kind='danger' text='登记终止' busy={end.busy} busyText='正在登记…' onTap={() => { if (form.ready()) void end.run(v) }} />}
    >
      <View className='stack'>
        <ActTrouble error={end.error?.field ? undefined : end.error} />
        <Choice label='原因' options={optionsOf(seatEndWords)} value={v.why} error={errors.why} onChange={why => set({ why })} />
        <DateField label='从哪天起终止' empty='请选择' value={v.on} error={errors.on} onChange={on => set({ on })} />
        {v.why === 'recalled' ? (
          <>
            <View className='note'>{seat.district}有选举权的职工{district ? ` ${district.eligible} 人` : ''}，罢免须由原选区表决。</View>
            <TextField id='recall-took' type='number' label='参加表决的人数' value={v.took} error={errors.took} onChange={took => set({ took })} />
            <TextField id='recall-yes' type='number' label='赞成罢免的人数' value={v.yes} error={errors.yes} onChange={yes => set({ yes })} />
          </>
        ) : null}
        <View className='note'>已经参加过的会议和表决不受影响。</View>
      </View>
    </Sheet>
  )
}
