import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { optionsOf } from '../../../domain/words'
import { refusalReasonWords } from '../../../domain/motion-words'
import type { Input, Output } from '../../../types/api'
import type { MotionRow } from '../../../types/motion'
import { ScreenManyInput } from '../../../types/motion-acts'
import type { RefusalReason } from '../../../types/motion-life'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { CasePicker } from '../../components/case-picker'
import { Choice } from '../../components/choice'
import type { FieldErrors } from '../../components/form'
import { numberedTitle } from '../../components/motion-row'
import { Notice } from '../../components/notice'
import { Confirm } from '../../components/sheet'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'

type Many = Input<'motions', 'screenMany'>
type How = Many['act']

const ways: { value: How; text: string; note: string }[] = [
  { value: 'admit', text: '立案', note: '逐件给出编号' },
  { value: 'merge', text: '并案', note: '都并入同一件主案，一起办理' },
  { value: 'toOpinion', text: '转意见建议', note: '不立案，但同样要答复' },
  { value: 'giveBack', text: '退回补充', note: '请提案人补充后再提交' },
  { value: 'refuse', text: '不予立案', note: '必须说明理由' },
]
const noteLabels: Partial<Record<How, string>> = { toOpinion: '说明', giveBack: '需要补充什么', refuse: '具体说明' }

interface Values { how: How | null; note: string; reason: RefusalReason | null; into: string | null }

const blank: Values = { how: null, note: '', reason: null, into: null }

const noteLabel = (v: Values) => v.how === null ? undefined : noteLabels[v.how]

const wrong = (v: Values): FieldErrors => ({
  ...(v.how === null ? { how: '请选择怎样处理' } : {}),
  ...(noteLabel(v) && v.note.trim().length < 2 ? { note: `请填写${noteLabel(v)}` } : {}),
  ...(v.how === 'refuse' && v.reason === null ? { reason: '请选择一条理由' } : {}),
  ...(v.how === 'merge' && v.into === null ? { into: '请选择主案' } : {}),
})

const inputOf = (v: Values, ids: string[], key: string): Many => z.parse(ScreenManyInput, {
  act: v.how, ids, key, ...(noteLabel(v) ? { note: v.note } : {}), ...(v.how === 'refuse' ? { reason: v.reason } : {}), ...(v.how === 'merge' ? { into: v.into } : {}),
})

type Results = Output<'motions', 'screenMany'>['results']

/** What came of each: those that were refused are named with the reason, and stay in the list. */
const Outcome = ({ results, rows }: { results: Results; rows: readonly MotionRow[] }) => {
  const failed = results.filter(r => !r.done)
  const title = (id: string) => numberedTitle(rows.find(m => m._id === id) ?? { number: '', title: '' })
  return (
    <Notice
      meaning={failed.length > 0 ? 'attention' : 'done'}
      title={failed.length > 0 ? `办成 ${results.length - failed.length} 件，${failed.length} 件没有办成` : `${results.length} 件都已办成`}
      text={failed.map(r => `${title(r.id)}：${r.message}`).join('；') || undefined}
    />
  )
}

/** Several motions screened in one go 批量审查: the same decision for each, and an answer for each. */
export const BatchScreen = ({ rows, onDone }: { rows: readonly MotionRow[]; onDone: () => void }) => {
  const [values, setValues] = useState<Values>(blank)
  const [tried, setTried] = useState(false)
  const [asking, setAsking] = useState(false)
  const [outcome, setOutcome] = useState<{ results: Results; rows: readonly MotionRow[] }>()
  const [key, setKey] = useState<string>()
  const set = (patch: Partial<Values>) => setValues(now => ({ ...now, ...patch }))
  const found = wrong(values)
  const errors = tried ? found : {}

  const send = useAct(async () => {
    try {
      const held = key ?? await newId()
      setKey(held)
      const { results } = await call('motions', 'screenMany', inputOf(values, rows.map(m => m._id), held))
      setOutcome({ results, rows })
      setKey(undefined)
      setTried(false)
      setValues(blank)
      onDone()
    } finally {
      setAsking(false)
    }
  })

  const begin = () => {
    setTried(true)
    setOutcome(undefined)
    if (Object.keys(found).length === 0) setAsking(true)
  }
  const way = ways.find(w => w.value === values.how)?.text ?? ''
  return (
    <Card title={`已选 ${rows.length} 件`}>
      <View className='stack'>
        {outcome ? <Outcome {...outcome} /> : null}
        <ActTrouble error={send.error} />
        {rows.length === 0 ? <View className='body'>请在下面勾选要一起审查的提案，一次最多 50 件。</View> : (
          <>
            <Choice label='怎样处理' options={ways} value={values.how} error={errors.how} onChange={how => set({ how })} />
            {values.how === 'refuse' ? <Choice label='理由' options={optionsOf(refusalReasonWords)} value={values.reason} error={errors.reason} onChange={reason => set({ reason })} /> : null}
            {values.how === 'merge' ? (
              <CasePicker
                label='并入哪一件（主案）' hint='可以并入已立案、尚未交办的提案，或尚未答复的意见建议。'
                error={errors.into} value={values.into} onChange={into => set({ into })}
              />
            ) : null}
            {noteLabel(values) ? <TextArea id='batch-note' label={noteLabel(values)!} max={500} value={values.note} error={errors.note} onChange={note => set({ note })} /> : null}
            <Button id='batch-send' kind={values.how === 'refuse' ? 'danger' : 'main'} wide text={way ? `${rows.length} 件一起${way}` : '请选择怎样处理'} disabled={!way} busy={send.busy} busyText='正在逐件办理…' onTap={begin} />
          </>
        )}
      </View>
      {asking ? (
        <Confirm
          title={`${rows.length} 件一起${way}？`}
          text={values.how === 'merge' ? '每件的提案人仍是提案人，答复后都可以评价。主案交办之前，还可以再拆分出来。' : '逐件办理，每件的提案人都会看到。没有办成的会告诉您原因。'}
          yes={`${way} ${rows.length} 件`}
          danger={values.how === 'refuse'}
          busy={send.busy}
          onYes={() => void send.run()}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </Card>
  )
}
