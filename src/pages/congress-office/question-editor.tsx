import { View } from '@tarojs/components'
import { TickRow } from '../../components/choice'
import type { FieldErrors } from '../../components/form'
import { TextArea, TextField } from '../../components/text-field'
import { leadersOf, namesOf, seatsOf } from './question-values'
import type { MatterValues } from './matter-values'

export interface QuestionEditorProps {
  v: MatterValues
  errors: FieldErrors
  set: (patch: Partial<MatterValues>) => void
}

const formWordsOf = (people: number, seats: number): string => {
  if (people === 0) return '每行一位。'
  if (people > seats) return `候选人 ${people} 位，应选 ${seats} 位：差额选举。`
  return people === seats ? `候选人 ${people} 位，应选 ${seats} 位：等额选举。` : `候选人 ${people} 位，少于应选 ${seats} 位。`
}

const Elect = ({ v, errors, set }: QuestionEditorProps) => (
  <>
    <TextField id='matter-seats' type='number' label='应选几人' value={v.seats} error={errors.seats} onChange={seats => set({ seats })} />
    <TextArea id='matter-names' label='候选人' hint={`${formWordsOf(namesOf(v).length, seatsOf(v))}保存后按姓氏笔画排列。`} value={v.names} error={errors.names} onChange={names => set({ names })} />
    <View className='entry choice'><TickRow text='可以另选他人' checked={v.writeIn} onChange={writeIn => set({ writeIn })} /></View>
  </>
)

const Appraise = ({ v, errors, set }: QuestionEditorProps) => {
  const leaders = leadersOf(v)
  const first = leaders[0]
  return (
    <>
      <TextArea
        id='matter-leaders' label='被评议人' error={errors.leaders} value={v.leaders} onChange={x => set({ leaders: x })}
        hint={first ? `共 ${leaders.length} 位，第一位：${first.name}${first.post ? `，${first.post}` : ''}。` : '每行一位：姓名 职务。可以从表格里整列复制过来。'}
      />
      <TextField id='matter-grades' label='评议等次' hint='从好到差，用空格隔开，2 到 6 档。' value={v.grades} error={errors.grades} onChange={grades => set({ grades })} />
    </>
  )
}

/** What is asked on the ballot of this one matter: one question, never a bundle. */
export const QuestionEditor = (p: QuestionEditorProps) => {
  if (p.v.kind === 'elect') return <Elect {...p} />
  if (p.v.kind === 'appraise') return <Appraise {...p} />
  return <View className='body'>{p.v.kind === 'report' ? '听取报告，不表决。' : '选票上只有这一项：赞成、反对、弃权。'}</View>
}
