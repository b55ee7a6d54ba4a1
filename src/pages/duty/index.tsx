import { View } from '@tarojs/components'
import { roleWords } from '../../../domain/words'
import { untilWords } from '../../../domain/words-time'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { ErrorState } from '../../components/feedback'
import { editMotion } from '../../components/motion-row'
import { openQueue, queuesFor } from '../../components/motion-queues'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { bindPath, congressPlaces, motionPlaces, placesFor, surveyPlaces, type Place } from '../../components/places'
import { SessionGate } from '../../components/session-gate'
import { sealWaitWords } from '../../components/seal-waits'
import { openSurveySeal } from '../../components/survey-links'
import { TrialBanner } from '../../components/trial-banner'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { hasRole, useMe, type Me } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { MyMotions } from './my-motions'

/** Why somebody who is no delegate cannot file, and whom to turn to. */
const NotDelegate = ({ me }: { me: Me }) => {
  if (me.state === 'visitor') {
    return (
      <Notice
        meaning='waiting'
        title='绑定身份后，这里是您的提案和附议'
        act={<Button text='绑定身份' onTap={() => void openPage(bindPath)} />}
      />
    )
  }
  const roles = [...new Set(me.memberships.map(m => roleWords[m.role]))].join('、') || '职工'
  return (
    <Notice
      meaning='waiting'
      title='提案由职工代表提出和附议'
      text={`您现在的身份是${roles}。有想法可以告诉本选区的职工代表，请代表写成提案。`}
    />
  )
}

/** The lists of one's duties, for whoever has some. */
const Duties = ({ me }: { me: Me }) => {
  const queues = queuesFor(me)
  return queues.length === 0 ? null : (
    <Card title='办理提案' flush>
      {queues.map(q => <ListRow key={q.queue} text={q.text} onTap={() => openQueue(q.queue)} />)}
    </Card>
  )
}

/** Anonymous surveys that wait for a scrutineer 监票人. */
const Seals = ({ now }: { now: number }) => {
  const { data, error, reload } = useLoad(() => call('surveys', 'toSealList', {}), [])
  if (error && !data) return <Card title='问卷监票'><ErrorState error={error} onRetry={() => void reload()} /></Card>
  return !data || data.items.length === 0 ? null : (
    <Card title='问卷监票' flush>
      {data.items.map(w => <ListRow key={w.id + w.waits} text={w.title} note={`${sealWaitWords(w)} · ${untilWords(w.until, now)}`} go='去办' onTap={() => openSurveySeal(w.id)} />)}
    </Card>
  )
}

/** What everybody may look at. */
const Places = ({ me, title, places }: { me: Me; title: string; places: readonly Place[] }) => {
  const shown = placesFor(places, me.memberships.map(m => m.role)).filter(p => !p.bound || me.state !== 'visitor')
  return shown.length === 0 ? null : (
    <Card title={title} flush>
      {shown.map(p => <ListRow key={p.path} text={p.text} note={p.note} onTap={() => void openPage(p.path)} />)}
    </Card>
  )
}

export default function Duty() {
  const { me } = useMe()
  const delegate = hasRole(me, 'delegate')
  return (
    <Page
      title='履职'
      tab
      bar={delegate ? <Button id='write' kind='main' icon='pen' wide text='写提案' onTap={() => editMotion()} /> : undefined}
    >
      <SessionGate>
        {who => (
          <View className='stack'>
            <TrialBanner me={who} now={Date.now()} />
            {delegate ? <MyMotions me={who} now={Date.now()} /> : <NotDelegate me={who} />}
            <Duties me={who} />
            {hasRole(who, 'scrutineer') ? <Seals now={Date.now()} /> : null}
            <Places me={who} title='职代会' places={congressPlaces} />
            <Places me={who} title='问卷' places={surveyPlaces} />
            <Places me={who} title='本单位的提案' places={motionPlaces} />
          </View>
        )}
      </SessionGate>
    </Page>
  )
}
