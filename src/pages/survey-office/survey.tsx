import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { surveyModeWords, surveyStateWords } from '../../../domain/survey/life'
import { placed } from '../../../domain/survey/questions'
import { surveyEventWords } from '../../../domain/survey/words'
import { clockOf } from '../../../domain/calendar'
import { untilWords, whenWords } from '../../../domain/words-time'
import type { Survey, SurveyState } from '../../../types/survey'
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
import { usePoll } from '../../services/use-poll'
import { Acts } from './acts'
import { ComparePart } from './compare-part'
import { stateMeanings } from './state-meanings'
import { PeoplePart } from './people-part'
import { ResultsPart } from './results-part'
import { RoundsPart } from './rounds-part'
import { TurnoutPart } from './turnout-part'
import './office.scss'

type Part = 'now' | 'results' | 'compare' | 'people'

const LIVE_MS = 15_000

/** It still changes, by the clock or by what people do. */
const RUNNING: readonly SurveyState[] = ['waiting', 'joining', 'drawing', 'sealing', 'open', 'counting']

const windowWords = ({ state, startsAt, endsAt, anonymous }: Survey, now: number): string => {
  switch (state) {
    case 'waiting': return `${whenWords(startsAt!, now)} 开始${anonymous ? '报名' : ''}`
    case 'joining': return `报名${untilWords(anonymous!.drawFrom, now)}`
    case 'drawing': return `领卷${untilWords(anonymous!.answerFrom, now)}`
    default: return untilWords(endsAt!, now)
  }
}

const Overview = ({ me, survey, answered, onDone }: { me: Me; survey: Survey; answered: boolean; onDone: (survey: Survey, words: string) => void }) => {
  const live = RUNNING.includes(survey.state) && survey.state !== 'waiting'
  const turnout = useLoad(() => call('surveys', 'turnout', { id: survey._id }), [survey._id])
  usePoll(turnout, LIVE_MS, { active: live })
  return (
    <View className='two-columns'>
      <View className='stack'>
        {survey.state === 'void' ? <Notice meaning='refused' title='这份问卷已作废' text={`${survey.why}。可以复制成新的问卷，再来一次。`} /> : null}
        <LoadedView loaded={turnout} rows={4}>{t => <TurnoutPart turnout={t} />}</LoadedView>
        {survey.anonymous && hasRole(me, 'staff') ? <RoundsPart survey={survey} live={RUNNING.includes(survey.state)} /> : null}
      </View>
      <View className='stack'>
        {hasRole(me, 'staff') ? <Acts key={survey.rev} survey={survey} answered={answered} onDone={onDone} /> : null}
        <Card title='这份问卷'>
          <Fact name='题目' value={`${placed(survey.definition).length} 题`} />
          <Fact name='方式' value={surveyModeWords[survey.mode]} />
          <Fact name={survey.anonymous ? '报名开始' : '开始'} value={clockOf(survey.startsAt!)} />
          {survey.anonymous ? <><Fact name='领卷开始' value={clockOf(survey.anonymous.drawFrom)} /><Fact name='作答开始' value={clockOf(survey.anonymous.answerFrom)} /></> : null}
          <Fact name='截止' value={clockOf(survey.endsAt!)} />
          {survey.anonymous ? <Fact name='签发方' value={survey.anonymous.single ? '只有工会一方' : '工会和见证方'} /> : null}
          <Fact name='小组保护' value={survey.settings.threshold > 1 ? `少于 ${survey.settings.threshold} 人不显示` : '不保护'} />
        </Card>
        <Card title='经过'>
          <Timeline label='经过' steps={survey.events.map((e, i) => ({ key: String(i), text: surveyEventWords[e.act] ?? e.act, note: [`${e.by} · ${whenWords(e.at, Date.now())}`, e.note].filter(Boolean).join('。'), state: 'past' as const }))} />
        </Card>
      </View>
    </View>
  )
}

const Whole = ({ me, id, asked }: { me: Me; id: string; asked: Part }) => {
  const [part, setPart] = useState<Part>(asked)
  const [done, setDone] = useState<string>()
  const loaded = useLoad(() => call('surveys', 'get', { id }), [id])
  const state = loaded.data?.survey.state
  usePoll(loaded, LIVE_MS, { active: state !== undefined && RUNNING.includes(state) })
  const parts: { value: Part; text: string }[] = [
    { value: 'now', text: '情况' }, { value: 'results', text: '结果' }, { value: 'compare', text: '对比' }, ...(hasRole(me, 'staff') ? [{ value: 'people' as const, text: '名单' }] : []),
  ]
  return (
    <Page wide title='问卷'>
      <LoadedView loaded={loaded} rows={6}>
        {({ survey, answered, problems }) => survey.state === 'draft'
          ? <Notice meaning='waiting' title='这份问卷还是草稿' act={<Button text='去编辑' onTap={() => void Taro.redirectTo({ url: `/pages/survey-office/edit?id=${id}` })} />} />
          : (
            <>
              {done ? <Notice meaning='done' title={done} /> : null}
              <View className='stack-tight'>
                <View className='wrap'><StateTag text={surveyStateWords[survey.state]} meaning={stateMeanings[survey.state]} /><View className='note'>{windowWords(survey, Date.now())}</View></View>
                <View className='title'>{survey.title}</View>
              </View>
              <Card flush><Tabs label='问卷' options={parts} value={part} onChange={setPart} /></Card>
              {part === 'now' ? (
                <Overview
                  me={me} survey={survey} answered={answered}
                  onDone={(next, words) => {
                    setDone(words)
                    loaded.put({ survey: next, answered, problems })
                  }}
                />
              ) : null}
              {part === 'results' ? <ResultsPart key={survey.state} id={id} staff={hasRole(me, 'staff')} /> : null}
              {part === 'compare' ? <ComparePart id={id} /> : null}
              {part === 'people' ? <PeoplePart id={id} mode={survey.mode} state={survey.state} /> : null}
            </>
          )}
      </LoadedView>
    </Page>
  )
}

const PARTS: readonly string[] = ['now', 'results', 'compare', 'people']

/** A published survey: how many have answered, what came out, who is missing, and what can be done. */
export default function SurveyPage() {
  const { id = '', part = 'now' } = useRouter().params
  return <ForRoles wide title='问卷' roles={['staff', 'leader']}>{me => <Whole key={id} me={me} id={id} asked={(PARTS.includes(part) ? part : 'now') as Part} />}</ForRoles>
}
