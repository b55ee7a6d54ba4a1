import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty, ErrorState, Loading } from '../../components/feedback'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { call } from '../../services/call'
import { personKey, type Me } from '../../services/session'
import { answerOut, clearAnswer, useAnswersOut } from '../../services/survey-out'
import { useLoad } from '../../services/use-load'
import { thisDevice, type Device } from '../../services/device'
import { Form } from './form'
import { keepOpened, keptOpened, type Opened } from './kept'
import { OnTheWay } from './on-the-way'

const TITLE = '填写问卷'
const toList = () => void Taro.redirectTo({ url: '/pages/surveys/mine' })

/** Why it cannot be filled in now; undefined = it can. */
const shut = ({ survey, answered }: Opened): { title: string; text: string } | undefined => {
  if (survey.state === 'waiting') return { title: '还没有开始', text: '到了开始时间再来填。' }
  if (survey.state !== 'open') return { title: '这份问卷已经截止', text: answered ? '您已经填过了，谢谢。' : '截止以后不能再填。' }
  return answered && !survey.editable ? { title: '您已经填过了', text: '这份问卷提交后不能修改，谢谢。' } : undefined
}

const Shut = ({ title, text }: { title: string; text: string }) => (
  <Page title={TITLE}><Card><Empty icon='done' title={title} text={text} act={<Button text='看其他问卷' onTap={toList} />} /></Card></Page>
)

interface Ready { opened: Opened; device: Device }

/** The questions, or the own answer, are other ones by now. */
const CHANGED = ['STALE', 'ALREADY_ANSWERED']

const Answer = ({ me, id, onAgain }: { me: Me; id: string; onAgain: () => void }) => {
  const person = personKey(me)
  const out = answerOut(useAnswersOut(), person, id)
  // Read once: whoever is in the middle of a survey keeps the questions that one began with.
  const [first, setFirst] = useState<Ready>()
  const loaded = useLoad<Ready>(async () => {
    if (first) return first
    const device = await thisDevice()
    const opened = await call('surveys', 'open', { id }).catch(error => {
      const kept = keptOpened(person, id)
      if (kept && error.kind === 'offline') return kept
      throw error
    })
    keepOpened(person, id, opened)
    const ready = { opened, device }
    setFirst(ready)
    return ready
  }, [id, person])
  const again = () => {
    clearAnswer(person, id)
    onAgain()
  }
  if (out && out.state !== 'refused') return <OnTheWay out={out} />
  const { data, error, reload } = loaded
  if (!data) return <Page title={TITLE}><Card flush>{error ? <ErrorState error={error} onRetry={() => void reload()} /> : <Loading rows={4} />}</Card></Page>
  if (data.opened.survey.mode === 'anonymous') return <Shut title='这是匿名问卷' text='请从问卷列表里打开它。' />
  const why = shut(data.opened)
  return why ? <Shut {...why} /> : <Form me={me} opened={data.opened} device={data.device} refused={out?.message} onAgain={out && CHANGED.includes(out.code ?? '') ? again : undefined} />
}

/** Answering a survey 问卷; kept on the phone while it is written, sent as soon as there is a network. */
export default function AnswerPage() {
  const { id = '' } = useRouter().params
  const [round, setRound] = useState(0)
  return <SessionGate>{me => <Answer key={`${id}${personKey(me)}${round}`} me={me} id={id} onAgain={() => setRound(n => n + 1)} />}</SessionGate>
}
