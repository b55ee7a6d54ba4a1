import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import type { InstructorCard } from '../../../types/lesson-people'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { openCourse, openNominate } from '../../components/lesson-links'
import { PagedList } from '../../components/paged-list'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { SearchBox } from '../../components/text-field'
import { usePaused } from '../../components/use-paused'
import { call } from '../../services/call'
import { usePages } from '../../services/use-pages'
import './lessons.scss'

const standing = (i: InstructorCard): string =>
  [i.lessons > 0 ? `${i.lessons} 个课时` : '', i.stars !== null ? `${i.stars.toFixed(1)} 星（${i.ratings} 人评）` : '', i.term ? `聘期 ${i.term}` : ''].filter(Boolean).join(' · ')

const One = ({ i }: { i: InstructorCard }) => (
  <View className='talk' {...role('listitem')}>
    <View className='teacher'>
      {i.photoUrl ? <Image className='teacher-photo' src={i.photoUrl} mode='aspectFill' ariaHidden /> : null}
      <View className='stack-tight'>
        <View className='body strong'>{i.name}</View>
        <View className='note'>{[i.unitName, i.field].filter(Boolean).join(' · ')}</View>
        {standing(i) ? <View className='note'>{standing(i)}</View> : null}
        {i.intro ? <View className='body written'>{i.intro}</View> : null}
        {i.courses.length > 0 ? <View className='wrap'>{i.courses.map(c => <Button key={c._id} text={c.title} label={`看课程：${c.title}`} onTap={() => openCourse(c._id)} />)}</View> : null}
      </View>
    </View>
  </View>
)

const Pool = () => {
  const [typed, setTyped] = useState('')
  const text = usePaused(typed)
  const pages = usePages(cursor => call('lessons', 'instructors', { ...(text ? { text } : {}), ...(cursor ? { cursor } : {}) }), [text])
  return (
    <Page title='讲师' bar={<Button id='nominate' kind='main' wide text='推荐讲师' onTap={openNominate} />}>
      <View className='stack'>
        <SearchBox label='搜索姓名、专长' value={typed} onChange={setTyped} />
        <Card>
          <PagedList pages={pages} empty={<Empty icon='people' title={text ? '没有找到这样的讲师' : '师资库里还没有讲师'} text='您身边有讲得好的人，可以推荐给工会。' />}>
            {items => <View {...role('list')}>{items.map(i => <One key={i._id} i={i} />)}</View>}
          </PagedList>
        </Card>
      </View>
    </Page>
  )
}

/** The pool of instructors 师资库, as everybody may see it. */
export default function InstructorsPage() {
  return <SessionGate>{me => <Pool key={me.personId} />}</SessionGate>
}
