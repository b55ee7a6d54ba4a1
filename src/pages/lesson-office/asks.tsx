import { View } from '@tarojs/components'
import { useState } from 'react'
import { clockWords } from '../../../domain/lesson/length-words'
import { whenWords } from '../../../domain/words-time'
import type { Ask } from '../../../types/lesson-people'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { PagedList } from '../../components/paged-list'
import { SessionGate } from '../../components/session-gate'
import { Sheet } from '../../components/sheet'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { hasRole, personKey, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useDraft } from '../../services/use-draft'
import { usePages } from '../../services/use-pages'
import './office.scss'

type Which = 'waiting' | 'answered'

const AnswerSheet = ({ me, ask, onClose, onDone }: { me: Me; ask: Ask; onClose: () => void; onDone: () => void }) => {
  const { data, change, drop } = useDraft(personKey(me), 'askAnswer', ask._id, { text: ask.answer?.text ?? '' })
  const [tried, setTried] = useState(false)
  const answer = useAct(async () => {
    await call('lessons', 'answerAsk', { id: ask._id, rev: ask.rev, text: data.text })
    drop()
    onDone()
  })
  const wrong = !data.text.trim() ? '请填写回答' : data.text.trim().length > 1000 ? '回答最多 1000 个字' : undefined
  const go = () => {
    setTried(true)
    if (!wrong) void answer.run()
  }
  return (
    <Sheet title={ask.answer ? '改回答' : '回答提问'} onClose={onClose} foot={<Button id='answer' kind='main' wide text='发出回答' busy={answer.busy} onTap={go} />}>
      <View className='stack'>
        <ActTrouble error={answer.error} />
        <View className='body written'>{ask.text}</View>
        <TextArea label='回答' hint='学这门课的人都能看到，不显示提问人的姓名。' max={1000} value={data.text} error={tried ? wrong : undefined} onChange={text => change({ text })} />
      </View>
    </Sheet>
  )
}

const Asks = ({ me }: { me: Me }) => {
  const [which, setWhich] = useState<Which>('waiting')
  const [open, setOpen] = useState<Ask>()
  const [done, setDone] = useState(false)
  const pages = usePages(cursor => call('lessons', 'askQueue', { answered: which === 'answered', cursor }), [me.personId, which])
  return (
    <Page wide title='学员提问'>
      <View className='stack'>
        {done ? <Notice meaning='done' title='回答已发出' /> : null}
        <Card flush>
          <Tabs label='提问' options={[{ value: 'waiting', text: '等回答' }, { value: 'answered', text: '已回答' }]} value={which} onChange={setWhich} />
          <PagedList pages={pages} empty={<Empty icon='done' title={which === 'waiting' ? '没有等回答的提问' : '还没有回答过'} text={which === 'waiting' ? hasRole(me, 'staff') ? '学员在课程里提的问题会出现在这里。' : '学员在您讲的课里提的问题会出现在这里。' : undefined} />}>
            {items => (
              <View {...role('list')}>
                {items.map(a => (
                  <View key={a._id} className='row-block stack-tight' {...role('listitem')}>
                    <View className='note'>{[a.courseTitle, a.name, whenWords(a.at, Date.now()), a.ms > 0 ? `看到 ${clockWords(a.ms)}` : ''].filter(Boolean).join(' · ')}</View>
                    <View className='body written'>{a.text}</View>
                    {a.answer ? <View className='lesson-answer'><View className='note'>{a.answer.by} {whenWords(a.answer.at, Date.now())}</View><View className='body written'>{a.answer.text}</View></View> : null}
                    <View><Button text={a.answer ? '改回答' : '回答'} label={`${a.answer ? '改回答' : '回答'}：${a.text.slice(0, 30)}`} onTap={() => setOpen(a)} /></View>
                  </View>
                ))}
              </View>
            )}
          </PagedList>
        </Card>
      </View>
      {open ? (
        <AnswerSheet
          key={open._id} me={me} ask={open} onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined)
            setDone(true)
            void pages.reload()
          }}
        />
      ) : null}
    </Page>
  )
}

/** Questions of learners: all of them for the office, those of one's own courses for whoever teaches; teaching is no role of the roster. */
export default function AsksPage() {
  return <SessionGate>{me => <Asks key={me.personId} me={me} />}</SessionGate>
}
