import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { lengthWords } from '../../../domain/lesson/length-words'
import { categoryWords, courseStateWords, courseEventWords } from '../../../domain/lesson/words'
import { roleWords } from '../../../domain/words'
import { whenWords } from '../../../domain/words-time'
import type { CourseInFull } from '../../../types/lesson-course'
import { Button } from '../../components/button'
import { Card, Fact } from '../../components/card'
import { Tabs } from '../../components/filters'
import { ForRoles } from '../../components/for-roles'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { StateTag } from '../../components/state-tag'
import { Timeline } from '../../components/timeline'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { hasRole, type Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { BankPart } from './bank-part'
import { CourseActs } from './course-acts'
import { EpisodePreview } from './episode-preview'
import { mustWords } from './must-words'
import { PeoplePart } from './people-part'
import { courseMeanings } from './state-meanings'
import { StatsPart } from './stats-part'
import './office.scss'

type Part = 'now' | 'stats' | 'people' | 'bank'

const parts: { value: Part; text: string; staff?: true }[] = [{ value: 'now', text: '情况' }, { value: 'stats', text: '统计' }, { value: 'people', text: '学员', staff: true }, { value: 'bank', text: '题库' }]

const Overview = ({ held: { course, urls, approvable }, staff, onDone }: { held: CourseInFull; staff: boolean; onDone: (words: string) => void }) => (
  <View className='two-columns'>
    <View className='stack'>
      <CourseActs key={course.rev} course={course} approvable={approvable} staff={staff} onDone={onDone} />
      <Card title={`课时 ${course.episodes.length} 个`} flush>
        {course.episodes.map((e, i) => <EpisodePreview key={e.key} no={i + 1} e={e} urls={urls} />)}
      </Card>
    </View>
    <View className='stack'>
      <Card title='这门课程'>
        {course.intro ? <View className='body written'>{course.intro}</View> : null}
        <Fact name='类别' value={categoryWords[course.category]} />
        <Fact name='讲师' value={course.instructorName || '没有填写'} />
        <Fact name='时长' value={lengthWords(course.episodes.reduce((sum, e) => sum + e.seconds, 0))} />
        <Fact name='要求' value={mustWords(course)} />
        <Fact name='谁来学' value={[course.expected > 0 ? `${course.expected} 人` : '', course.audience.roles.map(r => roleWords[r]).join('、')].filter(Boolean).join('，') || '所有人'} />
        {course.beforeTitles.length > 0 ? <Fact name='先修' value={course.beforeTitles.join('、')} /> : null}
        <Fact name='学完' value={`看完 ${course.percent}%${course.episodes.some(e => e.quiz) ? `，测验 ${course.passMark} 分及格` : ''}`} />
        <Fact name='倍速' value={course.maxSpeed === 1 ? '只能按原速' : `最快 ${course.maxSpeed} 倍`} />
      </Card>
      <Card title='经过'>
        <Timeline
          label='经过'
          steps={course.events.map((e, i) => ({
            key: String(i), text: courseEventWords[e.act] ?? e.act, note: [`${e.by} · ${whenWords(e.at, Date.now())}`, e.note].filter(Boolean).join('：'),
            state: e.act === 'sendBack' ? 'refused' as const : 'past' as const,
          }))}
        />
      </Card>
    </View>
  </View>
)

const Whole = ({ me, id, asked }: { me: Me; id: string; asked: Part }) => {
  const staff = hasRole(me, 'staff')
  const [part, setPart] = useState<Part>(asked)
  const [done, setDone] = useState<string>()
  const loaded = useLoad(() => call('lessons', 'get', { id }), [id])
  return (
    <Page wide title='课程'>
      <LoadedView loaded={loaded} rows={6}>
        {held => held.course.state === 'draft'
          ? (
            <>
              {done ? <Notice meaning='done' title={done} /> : null}
              <Notice meaning='waiting' title='这门课程还是草稿' act={!staff ? undefined : <Button text='去编辑' onTap={() => void Taro.redirectTo({ url: `/pages/lesson-office/edit?id=${id}` })} />} />
            </>
          )
          : (
            <>
              {done ? <Notice meaning='done' title={done} /> : null}
              <View className='stack-tight'>
                <View className='wrap'><StateTag text={courseStateWords[held.course.state]} meaning={courseMeanings[held.course.state]} /></View>
                <View className='title'>{held.course.title}</View>
              </View>
              <Card flush><Tabs label='课程' options={parts.filter(p => staff || !p.staff)} value={part} onChange={setPart} /></Card>
              {part === 'now' ? (
                <Overview
                  held={held} staff={staff}
                  onDone={words => {
                    setDone(words)
                    void loaded.reload()
                  }}
                />
              ) : null}
              {part === 'stats' ? <StatsPart id={id} /> : null}
              {part === 'people' && staff ? <PeoplePart id={id} title={held.course.title} due={held.course.compulsory && held.course.state === 'published'} quizzes={held.course.episodes.filter(e => e.quiz && e.quiz.tries > 0)} /> : null}
              {part === 'bank' ? <BankPart courseId={id} episodes={held.course.episodes} fixed={!staff} /> : null}
            </>
          )}
      </LoadedView>
    </Page>
  )
}

const PARTS: readonly string[] = parts.map(p => p.value)

/** A course that was handed in: what it is, what can be done, who has learned it, its questions. */
export default function CoursePage() {
  const { id = '', part = 'now' } = useRouter().params
  return <ForRoles wide title='课程' roles={['staff', 'committee']}>{me => <Whole key={id} me={me} id={id} asked={(PARTS.includes(part) ? part : 'now') as Part} />}</ForRoles>
}
