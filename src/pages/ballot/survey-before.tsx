import { View } from '@tarojs/components'
import { untilWords, whenWords } from '../../../domain/words-time'
import { Button } from '../../components/button'
import { Notice, type NoticeProps } from '../../components/notice'
import { Page } from '../../components/page'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { readKey, saveKey } from '../../services/credentials'
import { openPage } from '../../services/open-page'
import { useAct } from '../../services/use-act'
import { newKey } from './keys'
import type { Known } from './survey-kept'
import { About, Steps } from './survey-steps'
import { surveyWords } from './survey-words'
import { Truths } from './truths'

const TITLE = '匿名问卷'

/** 报名: this phone takes part, with a key that is written down before it is told. */
const useJoin = (person: string, id: string, onDone: () => Promise<void>) => useAct(async () => {
  const key = readKey(person, id) ?? await newKey()
  saveKey(person, id, key)
  await call('surveys', 'join', { id, pub: key.pub })
  saveKey(person, id, { ...key, registered: true })
  await onDone()
})

type Words = Pick<NoticeProps, 'meaning' | 'title' | 'text'>

/** What it means for whoever has no round yet. */
const wordsOf = ({ opened: { survey, joined } }: Known, here: boolean, now: number): Words => {
  const { state, anonymous, startsAt, waits, why } = survey
  const draw = anonymous ? whenWords(anonymous.drawFrom, now) : ''
  switch (state) {
    case 'waiting': return { meaning: 'waiting', title: `${whenWords(startsAt, now)} 开始报名`, text: '到时候请再来这一页报名。' }
    case 'joining':
      if (!joined) return { meaning: 'waiting', title: '要参加，请先报名', text: `报名${anonymous ? untilWords(anonymous.drawFrom, now) : ''}。用您自己的、作答时也在用的手机报名。` }
      return here
        ? { meaning: 'done', title: '您已报名', text: `${draw} 起，请用这部手机打开这一页领答卷。这期间不要换手机、不要删除本小程序。` }
        : { meaning: 'attention', title: '您在另一部手机上报了名', text: '请用那部手机领卷、作答；也可以现在改用这部手机。' }
    case 'drawing':
      if (!joined) return { meaning: 'attention', title: '报名已经截止', text: '您没有报名，这一次不能作答。' }
      return { meaning: 'waiting', title: '正在准备发卷', text: waits ? `还在等：${waits}。准备好以后自动开始，请稍后再来。` : '名册正在封存，一般几分钟内就好，这一页会自动继续。' }
    case 'sealing':
    case 'open': return joined
      ? { meaning: 'attention', title: '这部手机没有领到答卷', text: '领卷时间已经过了，这一次不能作答。' }
      : { meaning: 'attention', title: '您没有报名', text: '这一次不能作答。' }
    case 'void': return { meaning: 'refused', title: '这份问卷已作废', text: why }
    default: return { meaning: 'done', title: '这份问卷已经结束', text: joined ? '' : '您没有报名参加。' }
  }
}

/** Everything before there is a paper: what anonymous means, the three steps, and joining. */
export const Before = ({ person, id, known, now, onChanged }: { person: string; id: string; known: Known; now: number; onChanged: () => Promise<void> }) => {
  const { opened: { survey, joined }, opened, place } = known
  const join = useJoin(person, id, onChanged)
  const here = place !== null && place.devicePub === readKey(person, id)?.pub
  const joining = survey.state === 'joining'
  return (
    <Page
      title={TITLE}
      bar={joining && !joined ? <Button id='join' kind='main' wide text='参加' busy={join.busy} busyText='正在报名…' onTap={() => void join.run()} />
        : survey.state === 'shared' ? <Button kind='main' wide text='看结果' onTap={() => void openPage(`/pages/surveys/shared?id=${id}`)} /> : undefined}
    >
      <View className='stack'>
        <ActTrouble error={join.error} />
        <Notice
          {...wordsOf(known, here, now)}
          act={joining && joined && !here ? <Button id='join-here' text='改用这部手机' busy={join.busy} onTap={() => void join.run()} /> : undefined}
        />
        <About opened={opened} />
        <Steps opened={opened} now={now} />
        <Truths single={survey.anonymous?.single ?? false} words={surveyWords} />
      </View>
    </Page>
  )
}
