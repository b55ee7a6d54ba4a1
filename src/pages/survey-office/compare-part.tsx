import { View } from '@tarojs/components'
import { useState } from 'react'
import { whenWords } from '../../../domain/words-time'
import type { Comparison } from '../../../types/survey-results'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { PagedList } from '../../components/paged-list'
import { Sheet } from '../../components/sheet'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'

const tenth = (n: number) => String(Math.round(n * 10) / 10)
const share = (n: number | null) => n === null ? '—' : `${tenth(n)}%`
const figure = (n: number | null | undefined) => n === null || n === undefined ? '—' : String(Math.round(n * 100) / 100)

/** 12.3%, with how many points more or fewer than before. */
const moved = (now: number | null, then: number | null): string => {
  if (now === null || then === null) return ''
  const by = Math.round((now - then) * 10) / 10
  return by === 0 ? '持平' : by > 0 ? `多 ${by} 个百分点` : `少 ${-by} 个百分点`
}

const Pair = ({ name, now, then, words }: { name: string; now: string; then: string; words: string }) => (
  <View className='result-bar' {...role('listitem')} ariaLabel={`${name}：这次 ${now}，上次 ${then}${words ? `，${words}` : ''}`}>
    <View className='result-words'><View className='result-name'>{name}</View><View className='result-number'>这次 {now}　上次 {then}　{words}</View></View>
  </View>
)

const Question = ({ q }: { q: Comparison['questions'][number] }) => (
  <Card>
    <View className='stack-tight'>
      <View className='heading'>{q.title}</View>
      {q.now === null || q.then === null
        ? <View className='note'>{q.now === null && q.then === null ? '两次的人数都太少，不显示。' : '有一次的人数太少，或者没有这道题，不能对比。'}</View>
        : (
          <View {...role('list')}>
            {q.now.mean !== null || q.then.mean !== null ? <Pair name='平均' now={figure(q.now.mean)} then={figure(q.then.mean)} words='' /> : null}
            {q.now.nps !== null || q.then.nps !== null ? <Pair name='净推荐值 NPS' now={figure(q.now.nps)} then={figure(q.then.nps)} words='' /> : null}
            {q.bars.map(b => <Pair key={b.key} name={b.name} now={share(b.now)} then={share(b.then)} words={moved(b.now, b.then)} />)}
          </View>
        )}
    </View>
  </Card>
)

const Compared = ({ id, withId }: { id: string; withId: string }) => {
  const loaded = useLoad(() => call('surveys', 'compare', { id, withId }), [id, withId])
  return (
    <LoadedView loaded={loaded} rows={5}>
      {c => c.why
        ? <Card><Empty icon='people' title='还不能对比' text={c.why === 'running' ? '两次都结束并统计完后才能对比。' : '有一次的人数太少，不显示结果。'} /></Card>
        : (
          <View className='stack'>
            <View className='note'>这次：{c.now.title}（{c.now.answered ?? '—'} 人）；上次：{c.then.title}（{c.then.answered ?? '—'} 人）。编号相同的题才能对比。</View>
            {c.questions.length === 0 ? <Card><Empty title='两次没有相同的题' text='用“复制以前的问卷”新建，题目编号就一样。' /></Card> : <View className='results'>{c.questions.map(q => <Question key={q.key} q={q} />)}</View>}
          </View>
        )}
    </LoadedView>
  )
}

const Rounds = ({ id, onPick, onClose }: { id: string; onPick: (id: string) => void; onClose: () => void }) => {
  const pages = usePages(cursor => call('surveys', 'list', { cursor }), [])
  return (
    <Sheet title='和哪一次对比' onClose={onClose}>
      <PagedList pages={pages} empty={<Empty title='没有别的问卷' />}>
        {items => <View>{items.filter(s => s._id !== id && s.state !== 'draft').map(s => <ListRow key={s._id} text={s.title} note={s.endsAt === null ? '' : `${whenWords(s.endsAt, Date.now())} 截止 · ${s.questions} 题`} onTap={() => onPick(s._id)} />)}</View>}
      </PagedList>
    </Sheet>
  )
}

/** This round beside an earlier one. */
export const ComparePart = ({ id }: { id: string }) => {
  const [other, setOther] = useState<string>()
  const [choosing, setChoosing] = useState(false)
  return (
    <View className='stack'>
      <View><Button text={other ? '换一次' : '选择以前的一次'} onTap={() => setChoosing(true)} /></View>
      {other ? <Compared id={id} withId={other} /> : <Card><Empty title='和以前的一次对比' text='选一份以前的问卷，编号相同的题会并排显示。' /></Card>}
      {choosing ? (
        <Rounds
          id={id} onClose={() => setChoosing(false)}
          onPick={chosen => {
            setChoosing(false)
            setOther(chosen)
          }}
        />
      ) : null}
    </View>
  )
}
