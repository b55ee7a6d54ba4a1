import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { surveyModeWords, surveyStateWords } from '../../../domain/survey/life'
import { untilWords, whenWords } from '../../../domain/words-time'
import type { MySurvey } from '../../../types/survey'
import { anonymousStep } from '../../components/anonymous-step'
import { role } from '../../components/aria'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { StateTag } from '../../components/state-tag'
import { openAnonymous } from '../../components/survey-links'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { personKey, type Me } from '../../services/session'
import { answerOut, useAnswersOut } from '../../services/survey-out'
import { useLoad } from '../../services/use-load'

const whenOf = (s: MySurvey, now: number): string => {
  if (s.state === 'waiting') return `${whenWords(s.startsAt, now)} 开始${s.anonymous ? '报名' : ''}`
  if (s.anonymous && s.state === 'joining') return `报名${untilWords(s.anonymous.drawFrom, now)}`
  if (s.anonymous && s.state === 'drawing') return `领卷${untilWords(s.anonymous.answerFrom, now)}`
  return untilWords(s.endsAt, now)
}

const noteOf = (s: MySurvey, now: number): string => [surveyModeWords[s.mode], `${s.questions} 题`, whenOf(s, now)].join(' · ')

type Verb = { go: string; page: 'answer' | 'done' | 'shared' } | undefined

const verbOf = (s: MySurvey): Verb => {
  if (s.state === 'shared') return { go: '看结果', page: 'shared' }
  if (s.state !== 'open') return undefined
  if (!s.answered) return { go: '去填写', page: 'answer' }
  return { go: s.editable ? '修改' : '查看', page: 'done' }
}

const Row = ({ s, now, unsent }: { s: MySurvey; now: number; unsent: boolean }) => {
  const verb: Verb = unsent ? { go: '去看', page: 'answer' } : verbOf(s)
  const tag = unsent ? <StateTag text='还没交上，网络好了自动再交' meaning='attention' />
    : s.answered ? <StateTag text='已填' meaning='done' /> : s.state === 'open' ? <StateTag text='待填' meaning='waiting' /> : <StateTag text={surveyStateWords[s.state]} />
  return <ListRow text={s.title} note={noteOf(s, now)} tag={tag} go={verb?.go} onTap={verb && (() => void openPage(`/pages/surveys/${verb.page}?id=${s._id}`))} />
}

const AnonymousRow = ({ s, me, now }: { s: MySurvey; me: Me; now: number }) => {
  const { tag, go } = anonymousStep(s, personKey(me))
  return <ListRow text={s.title} note={noteOf(s, now)} tag={<StateTag {...tag} />} go={go} onTap={() => openAnonymous(s._id)} />
}

const Group = ({ title, items, me, now }: { title: string; items: readonly MySurvey[]; me: Me; now: number }) => {
  const out = useAnswersOut()
  return items.length === 0 ? null : (
    <Card title={title} flush>
      <View {...role('list')}>{items.map(s => isAnonymous(s) ? <AnonymousRow key={s._id} s={s} me={me} now={now} /> : <Row key={s._id} s={s} now={now} unsent={answerOut(out, personKey(me), s._id) !== undefined} />)}</View>
    </Card>
  )
}

const LIVE: readonly MySurvey['state'][] = ['waiting', 'joining', 'drawing', 'sealing', 'open']

/** Its results are read like those of any other. */
const isAnonymous = (s: MySurvey) => s.mode === 'anonymous' && s.state !== 'shared'

const Mine = ({ me }: { me: Me }) => {
  const loaded = useLoad(() => call('surveys', 'mine', {}), [me.personId])
  usePullDownRefresh(() => void loaded.reload().then(() => Taro.stopPullDownRefresh()))
  const now = Date.now()
  const isOpen = (s: MySurvey) => LIVE.includes(s.state)
  const isDone = (s: MySurvey) => isAnonymous(s) ? s.state !== 'waiting' && !anonymousStep(s, personKey(me)).asks : s.answered
  return (
    <Page title='问卷'>
      <LoadedView loaded={loaded} rows={4}>
        {({ items }) => items.length === 0
          ? <Card><Empty title='现在没有请您填的问卷' text='工会发出问卷、公布结果，都会出现在这里和首页。' /></Card>
          : (
            <>
              <Group title='请您填写' items={items.filter(s => isOpen(s) && !isDone(s))} me={me} now={now} />
              <Group title='进行中，现在不用您办' items={items.filter(s => isOpen(s) && isDone(s) && isAnonymous(s))} me={me} now={now} />
              <Group title='已填过' items={items.filter(s => isOpen(s) && isDone(s) && !isAnonymous(s))} me={me} now={now} />
              <Group title='已结束' items={items.filter(s => !isOpen(s))} me={me} now={now} />
            </>
          )}
      </LoadedView>
    </Page>
  )
}

/** Surveys 问卷 that ask me, and results that were told. */
export default function MinePage() {
  return <SessionGate>{me => <Mine key={me.personId} me={me} />}</SessionGate>
}
