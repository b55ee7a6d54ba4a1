import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { awardLevelWords, meritStateWords } from '../../../domain/motion-words'
import { motionCategoryWords } from '../../../domain/words'
import { dueWords, whenWords } from '../../../domain/words-time'
import type { Merit } from '../../../types/motion-merits'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, Fact, ListRow } from '../../components/card'
import { ForRoles } from '../../components/for-roles'
import { openMotion } from '../../components/motion-row'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { StateTag } from '../../components/state-tag'
import { Timeline } from '../../components/timeline'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import type { Me, Role } from '../../services/session'
import { useLoad } from '../../services/use-load'
import { meritActs, type MeritButton } from './merit-acts'
import { MeritSheet } from './merit-sheet'
import { meritActWords, meritMeanings, pointsWords } from './merit-words'

const Facts = ({ merit, now }: { merit: Merit; now: number }) => (
  <View>
    <Fact name='单位' value={merit.homeName} />
    {merit.fromName && merit.fromName !== merit.homeName ? <Fact name='推荐单位' value={merit.fromName} /> : null}
    {merit.category ? <Fact name='类别' value={motionCategoryWords[merit.category]} /> : null}
    {merit.level ? <Fact name={merit.state === 'publicized' ? '拟定等级' : '等级'} value={awardLevelWords[merit.level]} /> : null}
    <Fact name='评分' value={merit.mean === null ? `已有 ${merit.scored} 位评委评分，公示后公布平均分` : `平均 ${pointsWords(merit.mean)} 分，${merit.scored} 位评委`} />
    {merit.myScore !== null ? <Fact name='我的评分' value={`${merit.myScore} 分`} /> : null}
    {merit.publicUntil !== null && merit.state === 'publicized' ? <Fact name='公示' value={now > merit.publicUntil ? '公示期已过，可以表彰' : dueWords(merit.publicUntil, now)} /> : null}
    {merit.forwarded ? <Fact name='上级' value='已推荐到上级' /> : null}
  </View>
)

const Body = ({ merit, now }: { merit: Merit; now: number }) => (
  <>
    <Card title='参评情况'><Facts merit={merit} now={now} /></Card>
    <Card title='推荐理由'><View className='body written'>{merit.note}</View></Card>
    <Card title='建议和结果'>
      <View className='stack'>
        <View><View className='note' {...role('heading')}>建议</View><View className='body written'>{merit.proposal}</View></View>
        <View><View className='note' {...role('heading')}>办理结果</View><View className='body written'>{merit.outcome || '（没有写）'}</View></View>
      </View>
    </Card>
    {merit.tenantId === merit.homeId ? <Card flush><ListRow text='看提案全文' onTap={() => openMotion(merit.motionId)} /></Card> : null}
    <Card title='经过'>
      <Timeline
        label='经过'
        steps={[...merit.events].reverse().map((e, i) => ({
          key: String(merit.events.length - i), state: 'past' as const, text: `${e.by}：${meritActWords[e.act] ?? e.act}`,
          note: [whenWords(e.at, now), e.note].filter(Boolean).join(' · '),
        }))}
      />
    </Card>
  </>
)

const One = ({ me, id }: { me: Me; id: string }) => {
  const loaded = useLoad(() => call('motions', 'merit', { id }), [id])
  const [asked, setAsked] = useState<MeritButton>()
  const [done, setDone] = useState<string>()
  const merit = loaded.data
  const now = Date.now()
  const open = merit ? meritActs.filter(a => a.open(merit, me, now)) : []
  const button = (b: MeritButton) => (
    <Button key={b.act} id={b.act} wide kind={b === open[0] && !b.danger ? 'main' : 'quiet'} text={b.act === 'score' && merit?.myScore !== null ? '改评分' : b.label} onTap={() => setAsked(b)} />
  )
  return (
    <Page title='优秀提案' bar={open.length > 0 ? [...open.slice(0, 2)].reverse().map(button) : undefined}>
      <LoadedView loaded={loaded} rows={5}>
        {m => (
          <View className='stack'>
            {done ? <Notice meaning='done' title={done} /> : null}
            <View className='stack-tight'>
              <View className='wrap'>
                <StateTag text={meritStateWords[m.state]} meaning={meritMeanings[m.state]} />
                <View className='note'>{[`${m.year} 年`, m.number].filter(Boolean).join(' · ')}</View>
              </View>
              <View className='title' {...role('heading')}>{m.title}</View>
            </View>
            <Body merit={m} now={now} />
            {open.length > 2 ? <View className='wrap'>{open.slice(2).map(b => <Button key={b.act} id={b.act} text={b.label} onTap={() => setAsked(b)} />)}</View> : null}
          </View>
        )}
      </LoadedView>
      {asked && merit ? (
        <MeritSheet
          button={asked} merit={merit} onClose={() => setAsked(undefined)}
          onDone={(next, words) => {
            setAsked(undefined)
            setDone(words)
            loaded.put(next)
          }}
        />
      ) : null}
    </Page>
  )
}

const ROLES: Role[] = ['staff', 'station', 'committee', 'presidium', 'leader']

/** One nomination: what it is, what can be done, how the jury saw it. */
export default function MeritPage() {
  const { id = '' } = useRouter().params
  return <ForRoles title='优秀提案' roles={ROLES}>{me => <One key={id} me={me} id={id} />}</ForRoles>
}
