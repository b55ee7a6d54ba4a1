import { View } from '@tarojs/components'
import { useState } from 'react'
import { whenWords } from '../../../domain/words-time'
import type { Opinion } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { PagedList } from '../../components/paged-list'
import { Sheet } from '../../components/sheet'
import { StateTag } from '../../components/state-tag'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import { usePages } from '../../services/use-pages'
import { Discussions } from './discussions'
import { isChair, isOffice, type PartProps } from './session-part'
import './office.scss'

interface WriteProps { title: string; label: string; verb: string; least: number; start?: string; send: (text: string) => Promise<unknown>; onClose: () => void }

/** A text and its act over the page. */
const Write = ({ title, label, verb, least, start = '', send, onClose }: WriteProps) => {
  const [text, setText] = useState(start)
  const [tried, setTried] = useState(false)
  const short = text.trim().length < least
  const act = useAct(async () => { await send(text.trim()) })
  return (
    <Sheet title={title} onClose={onClose} foot={<Button id='write-send' kind='main' wide text={verb} busy={act.busy} onTap={() => { setTried(true); if (!short) void act.run() }} />}>
      <View className='stack'>
        <ActTrouble error={act.error} />
        <TextArea id='write-text' label={label} max={2000} value={text} error={tried && short ? `请填写${label}，至少 ${least} 个字` : undefined} onChange={setText} />
      </View>
    </Sheet>
  )
}

const Row = ({ o, about, onAnswer }: { o: Opinion; about: string | undefined; onAnswer?: () => void }) => (
  <View className='gate' {...role('listitem')}>
    <View className='gate-words'>
      <View className='wrap'>
        <StateTag text={o.answer ? '已答复' : '等答复'} meaning={o.answer ? 'done' : 'waiting'} />
        <View className='note'>{[o.delegation, o.by, whenWords(o.at, Date.now())].filter(Boolean).join(' · ')}</View>
      </View>
      {about ? <View className='note'>关于：{about}</View> : null}
      <View className='body written'>{o.text}</View>
      {o.answer ? <View className='body written answer'>{`${o.answer.by}答复：${o.answer.text}`}</View> : null}
    </View>
    {onAnswer ? <View className='gate-acts'><Button text={o.answer ? '改答复' : '答复'} label={`答复${o.by}的意见`} onTap={onAnswer} /></View> : null}
  </View>
)

/** What the delegations 代表团 said in their discussions, and the answers. */
export const OpinionsPart = (p: PartProps) => {
  const { me, view: { session, matters } } = p
  const pages = usePages(cursor => call('congress', 'opinions', { sessionId: session._id, cursor }), [session._id])
  const [answering, setAnswering] = useState<Opinion>()
  const [done, setDone] = useState<string>()
  const finish = (words: string) => {
    setAnswering(undefined)
    setDone(words)
    void pages.reload()
  }
  const office = isOffice(me) && session.stage !== 'archived' && session.stage !== 'cancelled'
  return (
    <View className='stack'>
      {done ? <Notice meaning='done' title={done} /> : null}
      {session.stage === 'discussion' && isChair(me, p.view) ? <Discussions {...p} /> : null}
      <Card title='讨论意见' flush>
        <PagedList pages={pages} empty={<Empty title='还没有意见' text='代表在分组讨论中写下的意见会出现在这里，逐条答复。' />}>
          {items => (
            <View {...role('list')} ariaLabel='讨论意见'>
              {items.map(o => <Row key={o._id} o={o} about={matters.find(m => m._id === o.matterId)?.title} onAnswer={office ? () => setAnswering(o) : undefined} />)}
            </View>
          )}
        </PagedList>
      </Card>
      {answering ? (
        <Write
          key={answering._id} title='答复意见' label='答复' verb='答复' least={2} start={answering.answer?.text} onClose={() => setAnswering(undefined)}
          send={async text => { await call('congress', 'opinionAnswer', { id: answering._id, rev: answering.rev, text }); finish('已答复') }}
        />
      ) : null}
    </View>
  )
}
