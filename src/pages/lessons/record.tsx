import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { hoursWords } from '../../../domain/lesson/hours'
import { attendWayWords } from '../../../domain/lesson/words'
import { whenWords } from '../../../domain/words-time'
import type { Output } from '../../../types/api'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { openCertificate, openCourse } from '../../components/lesson-links'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { StateTag } from '../../components/state-tag'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import './lessons.scss'

type Learned = Output<'lessons', 'record'>

const Figures = ({ r }: { r: Learned }) => (
  <Card>
    <View className='figures'>
      <View className='figure-one'><View className='figure'>{r.tenths / 10}</View><View className='note'>学时合计</View></View>
      <View className='figure-one'><View className='figure'>{r.onlineTenths / 10}</View><View className='note'>网上课堂</View></View>
      <View className='figure-one'><View className='figure'>{r.classTenths / 10}</View><View className='note'>面授培训</View></View>
      <View className='figure-one'><View className='figure'>{r.doneCourses}</View><View className='note'>学完的课程</View></View>
    </View>
  </Card>
)

const Courses = ({ r, now }: { r: Learned; now: number }) => (
  <Card title='课程' flush>
    {r.courses.length === 0 ? <Empty title='还没有学过课' text='从“课堂”选一门课开始，学时会记在这里。' act={<Button text='去课堂' onTap={() => void Taro.switchTab({ url: '/pages/learn/index' })} />} /> : (
      <View {...role('list')}>
        {r.courses.map(c => (
          <ListRow
            key={c.courseId} text={c.title} note={[c.open ? '' : '课程已撤下', `学完 ${c.doneEpisodes} / ${c.episodes} 课时`, c.tenths > 0 ? hoursWords(c.tenths) : '', whenWords(c.lastAt, now)].filter(Boolean).join(' · ')}
            tag={<StateTag text={c.completedAt !== null ? '已学完' : '学习中'} meaning={c.completedAt !== null ? 'done' : 'waiting'} />}
            onTap={c.open ? () => openCourse(c.courseId) : undefined} act={c.completedAt !== null ? <Button text='证书' label={`证书：${c.title}`} onTap={() => openCertificate(c.courseId)} /> : undefined}
          />
        ))}
      </View>
    )}
  </Card>
)

const Attended = ({ r, now }: { r: Learned; now: number }) => r.attendances.length === 0 ? null : (
  <Card title='面授培训' flush>
    <View {...role('list')}>
      {r.attendances.map(a => <ListRow key={a.trainingId} text={a.title} note={[whenWords(a.startsAt, now), a.place, hoursWords(a.tenths), attendWayWords[a.way]].filter(Boolean).join(' · ')} />)}
    </View>
  </Card>
)

const Mine = () => {
  const loaded = useLoad(() => call('lessons', 'record', {}), [])
  usePullDownRefresh(() => void loaded.reload().then(() => Taro.stopPullDownRefresh()))
  const now = Date.now()
  return (
    <Page title='我的学习'>
      <LoadedView loaded={loaded} rows={4}>
        {r => <><Figures r={r} /><Courses r={r} now={now} /><Attended r={r} now={now} /><View className='note'>1 学时为 45 分钟。网上课堂按学完的课时记，面授培训按工会登记的学时记。</View></>}
      </LoadedView>
    </Page>
  )
}

/** My learning record 学习档案: hours, courses, certificates, attendances. */
export default function RecordPage() {
  return <SessionGate>{me => <Mine key={me.personId} />}</SessionGate>
}
