import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Course } from '../../../types/lesson-course'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Confirm, Sheet } from '../../components/sheet'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { useAct } from '../../services/use-act'
import { NewCourse } from './new-course'

interface Props { course: Course; approvable: boolean; staff: boolean; onDone: (words: string) => void }

const WithNote = ({ title, label, hint, yes, must, danger, busy, onYes, onNo, children }: {
  title: string; label: string; hint: string; yes: string; must: boolean; danger?: boolean; busy: boolean; onYes: (note: string) => void; onNo: () => void; children: string
}) => {
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const go = () => {
    setTried(true)
    if (!must || note.trim()) onYes(note.trim())
  }
  return (
    <Sheet title={title} onClose={onNo} foot={<Button kind={danger ? 'danger' : 'main'} wide text={yes} busy={busy} onTap={go} />}>
      <View className='stack'>
        <View className='body'>{children}</View>
        <TextArea label={label} hint={hint} optional={!must} max={300} value={note} error={tried && must && !note.trim() ? `请填写${label}` : undefined} onChange={setNote} />
      </View>
    </Sheet>
  )
}

type Asked = 'approve' | 'sendBack' | 'withdraw' | 'copy'

/** What can be done with a course that was handed in. */
export const CourseActs = ({ course, approvable, staff, onDone }: Props) => {
  const [asked, setAsked] = useState<Asked>()
  const { _id: id, rev, state } = course
  const act = useAct(async (what: Exclude<Asked, 'copy'>, note: string) => {
    try {
      if (what === 'approve') await call('lessons', 'approve', { id, rev })
      else if (what === 'sendBack') await call('lessons', 'sendBack', { id, rev, note })
      else await call('lessons', 'withdraw', { id, rev, note })
      onDone({ approve: '已发布，大家现在就能学', sendBack: '已退回修改', withdraw: '已撤下，大家暂时看不到了' }[what])
    } finally {
      setAsked(undefined)
    }
  })
  const close = () => setAsked(undefined)
  if (!staff && state !== 'review') return null
  return (
    <Card title='可以做的'>
      <View className='stack-tight'>
        <ActTrouble error={act.error} />
        {state === 'review' && !approvable ? <View className='note'>课程要由另一位工作人员审核。您交的课程，请同事在这里审核。</View> : null}
        <View className='wrap'>
          {state === 'review' && approvable ? <Button id='approve' kind='main' text='审核通过并发布' onTap={() => setAsked('approve')} /> : null}
          {state === 'review' ? <Button text='退回修改' onTap={() => setAsked('sendBack')} /> : null}
          {state === 'published' && staff ? <Button text='撤下' label='撤下这门课程' onTap={() => setAsked('withdraw')} /> : null}
          {state === 'withdrawn' && staff ? <Button kind='main' text='修改这门课程' onTap={() => void openPage(`/pages/lesson-office/edit?id=${id}`)} /> : null}
          {staff ? <Button text='复制成新的课程' onTap={() => setAsked('copy')} /> : null}
        </View>
      </View>
      {asked === 'approve' ? <Confirm title='发布这门课程？' text='发布以后，学习对象马上就能在“课堂”里看到。以后可以撤下来修改，学过的进度都在。' yes='发布' busy={act.busy} onYes={() => void act.run('approve', '')} onNo={close} /> : null}
      {asked === 'sendBack' ? <WithNote title='退回修改' label='退回理由' hint='说清楚哪里要改。' yes='退回' must busy={act.busy} onYes={note => void act.run('sendBack', note)} onNo={close}>退回以后，课程回到草稿，改好可以再提交。</WithNote> : null}
      {asked === 'withdraw' ? <WithNote title='撤下这门课程？' label='撤下原因' hint='会记在经过里。' yes='撤下' must={false} danger busy={act.busy} onYes={note => void act.run('withdraw', note)} onNo={close}>撤下以后大家暂时不能学，已经学过的进度、学时和证书都在。改好再提交审核就能重新发布。</WithNote> : null}
      {asked === 'copy' ? <NewCourse copyOf={{ id, title: course.title, category: course.category }} onClose={close} /> : null}
    </Card>
  )
}
