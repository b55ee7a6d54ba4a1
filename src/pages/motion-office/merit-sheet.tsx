import { View } from '@tarojs/components'
import { useState } from 'react'
import { awardLevelWords } from '../../../domain/motion-words'
import { optionsOf } from '../../../domain/words'
import type { AwardLevel, Merit } from '../../../types/motion-merits'
import { Button } from '../../components/button'
import { Choice } from '../../components/choice'
import { useForm, type FieldErrors } from '../../components/form'
import { Sheet } from '../../components/sheet'
import { TextArea, TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import type { MeritButton } from './merit-acts'

interface Values { points: string; level: AwardLevel | null; note: string }

const send = (act: MeritButton['act'], id: string, v: Values): Promise<Merit> => {
  switch (act) {
    case 'score': return call('motions', 'score', { id, points: Number(v.points) })
    case 'announce': return call('motions', 'announce', { id, level: v.level! })
    case 'award': return call('motions', 'award', { id })
    default: return call('motions', act, { id, note: v.note.trim() })
  }
}

const wrong = (b: MeritButton) => (v: Values): FieldErrors => ({
  ...(b.asks === 'points' && !(/^\d{1,3}$/.test(v.points.trim()) && Number(v.points) <= 100) ? { points: '请填写 0 到 100 的整数' } : {}),
  ...(b.asks === 'level' && !v.level ? { level: '请选择等级' } : {}),
  ...(b.asks === 'note' && v.note.trim().length < 2 ? { note: `请填写${b.noteLabel}，至少 2 个字` } : {}),
})

export interface MeritSheetProps {
  button: MeritButton
  merit: Merit
  onDone: (merit: Merit, words: string) => void
  onClose: () => void
}

/** What one act on a nomination asks for, and the act itself. */
export const MeritSheet = ({ button, merit, onDone, onClose }: MeritSheetProps) => {
  const act = useAct(async (v: Values) => onDone(await send(button.act, merit._id, v), button.done))
  const [start] = useState<Values>({ points: merit.myScore === null ? '' : String(merit.myScore), level: null, note: '' })
  const form = useForm(start, wrong(button), act.error)
  const { values: v, errors, set } = form
  return (
    <Sheet
      title={button.label}
      onClose={onClose}
      foot={<Button id='merit-send' wide kind={button.danger ? 'danger' : 'main'} text={button.label} busy={act.busy} busyText='正在办…' onTap={() => { if (form.ready()) void act.run(v) }} />}
    >
      <View className='stack'>
        <View className='body'>{button.question}</View>
        <ActTrouble error={act.error} />
        {button.asks === 'points' ? <TextField id='merit-points' type='number' label='分数' value={v.points} error={errors.points} onChange={points => set({ points })} /> : null}
        {button.asks === 'level' ? <Choice label='拟定等级' options={optionsOf(awardLevelWords)} value={v.level} error={errors.level} onChange={level => set({ level })} /> : null}
        {button.asks === 'note' ? <TextArea id='merit-note' label={button.noteLabel ?? '说明'} max={500} value={v.note} error={errors.note} onChange={note => set({ note })} /> : null}
      </View>
    </Sheet>
  )
}
