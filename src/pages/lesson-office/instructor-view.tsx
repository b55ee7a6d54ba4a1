import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { instructorStateWords, courseEventWords } from '../../../domain/lesson/words'
import { whenWords } from '../../../domain/words-time'
import type { Instructor } from '../../../types/lesson-people'
import { Button } from '../../components/button'
import { Fact } from '../../components/card'
import { Sheet } from '../../components/sheet'
import { StateTag } from '../../components/state-tag'
import { TextField } from '../../components/text-field'
import { Timeline } from '../../components/timeline'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { instructorMeanings } from './state-meanings'

export const starsWords = (i: Pick<Instructor, 'stars' | 'ratings'>): string => i.stars === null ? '还没有人评' : `${i.stars} 星（${i.ratings} 人评）`

type To = 'approved' | 'declined' | 'retired'

const said: Record<To, string> = { approved: '已入库', declined: '已记为未通过', retired: '已离库' }

interface Props {
  instructor: Instructor
  onClose: () => void
  onEdit: () => void
  onDone: (words: string) => void
}

/** Everything about one instructor, and what can be decided. */
export const InstructorView = ({ instructor: i, onClose, onEdit, onDone }: Props) => {
  const [note, setNote] = useState('')
  const [wanting, setWanting] = useState(false)
  const decide = useAct(async (to: To) => {
    await call('lessons', 'decideInstructor', { id: i._id, rev: i.rev, to, note: note.trim() })
    onDone(`${i.name}${said[to]}`)
  })
  const because = (to: 'declined' | 'retired') => {
    setWanting(!note.trim())
    if (note.trim()) void decide.run(to)
  }
  return (
    <Sheet title={i.name} onClose={onClose}>
      <View className='stack'>
        <ActTrouble error={decide.error} />
        <View className='wrap'><StateTag text={instructorStateWords[i.state]} meaning={instructorMeanings[i.state]} /></View>
        {i.photoUrl ? <Image className='portrait' src={i.photoUrl} mode='aspectFill' ariaLabel={`${i.name}的照片`} /> : null}
        <View>
          <Fact name='专长' value={i.field} />
          {i.unitName ? <Fact name='单位' value={i.unitName} /> : null}
          {i.employeeNo ? <Fact name='工号' value={i.employeeNo} /> : null}
          {i.term ? <Fact name='聘期' value={i.term} /> : null}
          <Fact name='评分' value={starsWords(i)} />
          <Fact name='课程' value={i.courses.length > 0 ? `${i.courses.map(c => c.title).join('、')}（共 ${i.lessons} 个课时）` : '还没有发布的课程'} />
          {i.why ? <Fact name='推荐理由' value={`${i.why}（${i.nominatedBy}）`} /> : null}
        </View>
        {i.intro ? <View className='body written'>{i.intro}</View> : null}
        {i.state === 'nominated' || i.state === 'approved' ? (
          <TextField
            label='说明' optional={i.state === 'nominated'} hint={i.state === 'nominated' ? '不通过时请写明原因。' : '离库时请写明原因，例如聘期届满。'} max={300} value={note}
            error={wanting && !note.trim() ? '请写明原因' : undefined} onChange={setNote}
          />
        ) : null}
        <View className='wrap'>
          {i.state === 'approved' ? null : <Button kind='main' text={i.state === 'nominated' ? '通过，入库' : '重新入库'} busy={decide.busy} onTap={() => void decide.run('approved')} />}
          {i.state === 'nominated' ? <Button text='不通过' busy={decide.busy} onTap={() => because('declined')} /> : null}
          {i.state === 'approved' ? <Button kind='danger' text='离库' label={`${i.name}离库`} busy={decide.busy} onTap={() => because('retired')} /> : null}
          <Button text='改档案' onTap={onEdit} />
        </View>
        <Timeline label='经过' steps={i.events.map((e, n) => ({ key: String(n), text: courseEventWords[e.act] ?? e.act, note: [`${e.by} · ${whenWords(e.at, Date.now())}`, e.note].filter(Boolean).join('：'), state: e.act === 'declined' ? 'refused' as const : 'past' as const }))} />
      </View>
    </Sheet>
  )
}
