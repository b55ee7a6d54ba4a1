import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { categoryWords } from '../../../domain/lesson/words'
import { hoursWords } from '../../../domain/lesson/hours'
import type { CourseCategory } from '../../../types/lesson-course'
import type { Output } from '../../../types/api'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Filters } from '../../components/filters'
import { openAttend, openCheck, openInstructors, openLearnersAsks, openRecord } from '../../components/lesson-links'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { bindPath } from '../../components/places'
import { SessionGate } from '../../components/session-gate'
import { SearchBox } from '../../components/text-field'
import { TrialBanner } from '../../components/trial-banner'
import { LoadedView } from '../../components/trouble'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import type { Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { CourseRow } from './course-row'
import { GoOn } from './go-on'

type Home = Output<'lessons', 'home'>

const categories = (Object.keys(categoryWords) as CourseCategory[]).map(value => ({ value, text: categoryWords[value] }))

/** Everything else that one does here. */
const More = ({ home }: { home: Home }) => (
  <Card flush>
    {home.teaches ? <ListRow text='学员提问' note={home.teaches.waiting > 0 ? `${home.teaches.waiting} 个等您回答` : '您讲的课里的提问，现在没有等回答的'} onTap={openLearnersAsks} /> : null}
    <ListRow text='我的学习' note={home.tenths > 0 ? `已有 ${hoursWords(home.tenths)}，证书和面授记录也在这里` : '学时、证书和面授记录'} onTap={openRecord} />
    <ListRow text='面授签到' note='扫培训现场屏幕上的码' onTap={openAttend} />
    <ListRow text='讲师' note='看讲师和他们的课，推荐身边的人' onTap={openInstructors} />
    <ListRow text='查验证书' note='凭编号看一张证书是不是真的' onTap={() => openCheck()} />
  </Card>
)

const Courses = ({ home, searching, now }: { home: Home; searching: boolean; now: number }) => {
  const due = searching ? [] : home.items.filter(c => c.compulsory && c.state !== 'done')
  const others = home.items.filter(c => !due.includes(c))
  if (home.items.length === 0) {
    return (
      <Card>
        {searching
          ? <Empty icon='search' title='没有找到这样的课程' text='换一个词，或者把类别改回“全部”。' />
          : <Empty title='还没有给您开的课' text='工会发布课程后会出现在这里。您可以先看看讲师，推荐想听谁讲。' act={<Button text='看讲师' onTap={openInstructors} />} />}
      </Card>
    )
  }
  return (
    <>
      {due.length > 0 ? <Card title='必修，还没学完' flush><View {...role('list')}>{due.map(c => <CourseRow key={c._id} course={c} now={now} />)}</View></Card> : null}
      {others.length > 0 ? <Card title={searching ? `找到 ${others.length} 门课` : due.length > 0 ? '其他课程' : '课程'} flush><View {...role('list')}>{others.map(c => <CourseRow key={c._id} course={c} now={now} />)}</View></Card> : null}
    </>
  )
}

const Learn = ({ me }: { me: Me }) => {
  const [typed, setTyped] = useState('')
  const [category, setCategory] = useState<CourseCategory>()
  const text = usePaused(typed)
  const searching = text !== '' || category !== undefined
  const loaded = useLoad(() => call('lessons', 'home', { ...(text ? { text } : {}), ...(category ? { category } : {}) }), [me.personId, text, category])
  usePullDownRefresh(() => void loaded.reload().then(() => Taro.stopPullDownRefresh()))
  const now = Date.now()
  return (
    <View className='stack'>
      <View className='stack-tight'>
        <SearchBox label='搜索课程、讲师' value={typed} onChange={setTyped} />
        <Filters label='类别' options={categories} value={category} onChange={setCategory} />
      </View>
      <LoadedView loaded={loaded} rows={4}>
        {home => (
          <>
            {searching ? null : <GoOn items={home.goOn} now={now} />}
            <Courses home={home} searching={searching} now={now} />
            {searching ? null : <More home={home} />}
          </>
        )}
      </LoadedView>
    </View>
  )
}

/** Whoever is on no roster has no courses, but may check a certificate. */
const Outside = () => (
  <View className='stack'>
    <Notice meaning='waiting' title='绑定身份后，这里是给您开的课程' text='看视频、做测验、领证书，进度换手机也在。' act={<Button text='绑定身份' onTap={() => void openPage(bindPath)} />} />
    <Card flush><ListRow text='查验证书' note='凭编号看一张证书是不是真的' onTap={() => openCheck()} /></Card>
  </View>
)

/** The online class 网上课堂: what to go on with comes first. */
export default function LearnPage() {
  return (
    <Page title='课堂' tab>
      <SessionGate>
        {me => (
          <View className='stack'>
            <TrialBanner me={me} now={Date.now()} />
            {me.state === 'visitor' ? <Outside /> : <Learn key={me.personId} me={me} />}
          </View>
        )}
      </SessionGate>
    </Page>
  )
}
