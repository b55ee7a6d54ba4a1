import { View } from '@tarojs/components'
import { useState } from 'react'
import { clockWords } from '../../../domain/lesson/length-words'
import { whenWords } from '../../../domain/words-time'
import type { Ask } from '../../../types/lesson-people'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { PagedList } from '../../components/paged-list'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct } from '../../services/use-act'
import { usePages } from '../../services/use-pages'

export interface Here { episode: string; ms: () => number }

const MAX = 500

/** One question keeps its id until it is sent, so that a repeat is the same question. */
const AskForm = ({ courseId, here, onSent }: { courseId: string; here: Here; onSent: () => void }) => {
  const [text, setText] = useState('')
  const [id, setId] = useState<string>()
  const [tried, setTried] = useState(false)
  const wrong = text.trim() === '' ? '请写下您的问题' : text.trim().length > MAX ? `最多 ${MAX} 个字` : undefined
  const send = useAct(async () => {
    const key = id ?? await newId()
    setId(key)
    await call('lessons', 'ask', { id: key, courseId, episode: here.episode, ms: here.ms(), text: text.trim() })
    setText('')
    setId(undefined)
    setTried(false)
    onSent()
  })
  return (
    <View className='stack'>
      <TextArea label='向讲师提问' hint='回答会出现在这里；别人看不到您的姓名。' value={text} onChange={setText} max={MAX} error={tried ? wrong : undefined} />
      <ActTrouble error={send.error} />
      <View><Button id='ask' text='提问' busy={send.busy} busyText='正在送出…' onTap={() => { setTried(true); if (!wrong) void send.run() }} /></View>
    </View>
  )
}

const One = ({ ask, now }: { ask: Ask; now: number }) => (
  <View className='talk' {...role('listitem')}>
    <View className='body written'>{ask.text}</View>
    <View className='note'>{ask.mine ? '我问的' : '学员问的'} · 讲到 {clockWords(ask.ms)} · {whenWords(ask.at, now)}</View>
    {ask.answer
      ? <View className='talk-answer'><View className='body written'>{ask.answer.text}</View><View className='note'>{ask.answer.by} · {whenWords(ask.answer.at, now)} 回答</View></View>
      : <View className='note'>还没有回答</View>}
  </View>
)

/** Questions to the instructor and what was answered; one asks where one watches. */
export const AsksPart = ({ courseId, here }: { courseId: string; here?: Here }) => {
  const pages = usePages(cursor => call('lessons', 'asks', { courseId, ...(cursor ? { cursor } : {}) }), [courseId])
  const list = (
    <PagedList pages={pages} empty={here ? null : <Empty title='还没有人提问' text='上课时可以向讲师提问，问题和回答会出现在这里。' />}>
      {items => <View {...role('list')}>{items.map(a => <One key={a._id} ask={a} now={Date.now()} />)}</View>}
    </PagedList>
  )
  return here
    ? <View className='stack'><AskForm courseId={courseId} here={here} onSent={() => void pages.reload()} />{list}</View>
    : <Card title='提问和回答'>{list}</Card>
}
