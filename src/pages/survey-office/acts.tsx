import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { clockOf } from '../../../domain/calendar'
import { LEAST_AHEAD } from '../../../domain/survey/life'
import { whenWords } from '../../../domain/words-time'
import type { Survey } from '../../../types/survey'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Confirm, Sheet } from '../../components/sheet'
import { StatusLine } from '../../components/status-line'
import { ActTrouble } from '../../components/trouble'
import { WhenField } from '../../components/when-field'
import { call } from '../../services/call'
import { host } from '../../services/host'
import { newId } from '../../services/new-id'
import { openPage } from '../../services/open-page'
import { useAct } from '../../services/use-act'

export interface ActsProps {
  survey: Survey
  answered: boolean
  /** Something was done: the words say what. */
  onDone: (survey: Survey, words: string) => void
}

/** Early enough that every phone has heard of it, with a little room for slow hands. */
const SOON = 2 * LEAST_AHEAD

const RescheduleSheet = ({ survey, onDone, onClose }: Omit<ActsProps, 'answered'> & { onClose: () => void }) => {
  const [endsAt, setEndsAt] = useState<number | null>(survey.endsAt)
  const [tried, setTried] = useState(false)
  const save = useAct(async (to: number) => {
    const saved = await call('surveys', 'reschedule', { id: survey._id, rev: survey.rev, endsAt: to })
    onDone(saved, `截止时间已改为 ${whenWords(to, Date.now())}`)
    onClose()
  })
  const wrong = endsAt === null ? '请填写日期和时间' : endsAt < Date.now() + LEAST_AHEAD ? '要在一分钟以后' : undefined
  const begin = () => {
    setTried(true)
    if (!wrong) void save.run(endsAt!)
  }
  return (
    <Sheet title='改截止时间' onClose={onClose} foot={<Button kind='main' wide text='改好' busy={save.busy} onTap={begin} />}>
      <View className='stack'>
        <ActTrouble error={save.error} />
        <View className='body'>现在是 {clockOf(survey.endsAt!)} 截止。可以延长，也可以提前。</View>
        <WhenField label='截止' usual='18:00' value={survey.endsAt} error={tried ? wrong : undefined} onChange={setEndsAt} />
        {survey.state === 'open' ? <View><Button text='两分钟后结束' busy={save.busy} onTap={() => void save.run(Date.now() + SOON)} /></View> : null}
      </View>
    </Sheet>
  )
}

const RUNNING: readonly Survey['state'][] = ['waiting', 'joining', 'drawing', 'sealing', 'open']

type Asked = 'reschedule' | 'withdraw' | 'share' | 'unshare'

const questions = {
  withdraw: { title: '收回来修改？', text: '还没有人填过、报名过。收回以后大家暂时看不到，改好再发布。', yes: '收回' },
  share: { title: '公布结果？', text: '请来填写的每一个人都能看到总的结果，人数太少的分组和文字回答不公布。可以再收回。', yes: '公布' },
  unshare: { title: '收回公布？', text: '收回以后，请来填写的人看不到结果了。', yes: '收回' },
} as const

/** What can be done with a survey that was published. */
export const Acts = ({ survey, answered, onDone }: ActsProps) => {
  const [asked, setAsked] = useState<Asked>()
  const [copied, setCopied] = useState(false)
  const { _id: id, rev, state } = survey
  const running = RUNNING.includes(state)
  // Once papers are drawn, the questions stand in them.
  const mayReturn = running && !answered && state !== 'drawing' && state !== 'sealing' && !(survey.anonymous && state === 'open')
  const act = useAct(async (what: Exclude<Asked, 'reschedule'>) => {
    try {
      if (what === 'withdraw') {
        await call('surveys', 'withdraw', { id, rev })
        await Taro.redirectTo({ url: `/pages/survey-office/edit?id=${id}` })
      } else onDone(await call('surveys', 'share', { id, rev, on: what === 'share' }), what === 'share' ? '结果已公布' : '已收回公布')
    } finally {
      setAsked(undefined)
    }
  })
  const [copyId] = useState(newId)
  const copy = useAct(async () => {
    const to = await copyId
    await call('surveys', 'create', { id: to, from: { kind: 'copy', surveyId: id } })
    await openPage(`/pages/survey-office/edit?id=${to}`)
  })
  const definition = JSON.stringify(survey.definition, null, 1)
  const take = async () => {
    await Taro.setClipboardData({ data: definition })
    setCopied(true)
  }
  return (
    <Card title='可以做的'>
      <View className='stack-tight'>
        <ActTrouble error={act.error ?? copy.error} />
        <View className='wrap'>
          {running ? <Button text='延长或提前结束' onTap={() => setAsked('reschedule')} /> : null}
          {mayReturn ? <Button text='收回修改' onTap={() => setAsked('withdraw')} /> : null}
          {state === 'closed' ? <Button kind='main' text='公布结果' onTap={() => setAsked('share')} /> : null}
          {state === 'shared' ? <Button text='收回公布' onTap={() => setAsked('unshare')} /> : null}
          <Button text='复制成新的问卷' busy={copy.busy} onTap={() => void copy.run()} />
          <Button text='复制题目定义' onTap={() => void take()} />
          <Button text='下载题目定义' onTap={() => void host.handOver(`${survey.title} 题目定义.json`, definition, 'utf8')} />
        </View>
        {copied ? <StatusLine meaning='done' text='题目定义已复制，可以粘贴到“导入题目”里' /> : null}
        {running && !mayReturn ? <View className='note'>{survey.anonymous ? '已经有人报名，或者已经开始领卷，题目不能再改。' : '已经有人填过，题目不能再改。'}</View> : null}
      </View>
      {asked === 'reschedule' ? <RescheduleSheet survey={survey} onDone={onDone} onClose={() => setAsked(undefined)} /> : null}
      {asked && asked !== 'reschedule' ? <Confirm {...questions[asked]} busy={act.busy} onYes={() => void act.run(asked)} onNo={() => setAsked(undefined)} /> : null}
    </Card>
  )
}
