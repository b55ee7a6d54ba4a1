import { View } from '@tarojs/components'
import type { Output } from '../../../types/api'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ShareBar } from '../../components/share-bar'
import { StateTag } from '../../components/state-tag'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { useLoad, type Loaded } from '../../services/use-load'
import { usePoll } from '../../services/use-poll'
import { may, type PartProps } from './session-part'
import './office.scss'

export type Screen = Output<'congress', 'screen'>

const EVERY_MS = 3000

/** What the big screen shows, asked again every few seconds. */
export const useScreen = (id: string, active = true): Loaded<Screen> => {
  const loaded = useLoad(() => call('congress', 'screen', { id }), [id])
  usePoll(loaded, EVERY_MS, { active })
  return loaded
}

export const openScreen = (id: string) => void openPage(`/pages/congress/screen?id=${id}`)

/** Attendance 出席 in all and by delegation, against the quorum. */
export const AttendanceCard = ({ p, screen, chair }: { p: PartProps; screen: Loaded<Screen>; chair: boolean }) => (
  <LoadedView loaded={screen}>
    {({ attendance: a }) => (
      <Card title='出席' aside={<StateTag text={a.quorate ? '够法定人数' : '不足法定人数'} meaning={a.quorate ? 'done' : 'attention'} />}>
        <View className='stack'>
          <View className='stack-tight'>
            <View className='wrap'>
              <View className='figure'>{a.present}</View>
              <View className='body'>{`人在场 / 应到 ${a.roll} 人，须 ${a.needed} 人${a.observers > 0 ? `；列席 ${a.observers} 人` : ''}`}</View>
            </View>
            <ShareBar part={a.present} whole={a.roll} mark={a.needed} />
          </View>
          <View className='tallies' {...role('list')} ariaLabel='各代表团'>
            {a.delegations.map(d => <View key={d.name} className='tally' {...role('listitem')}><View className='note'>{d.name}</View><View className='body strong'>{d.present} / {d.roll}</View></View>)}
          </View>
          {chair ? (
            <View className='wrap'>
              {may(p.view, 'openCheckIn') ? <Button id='openCheckIn' kind='main' text='开始签到' onTap={() => p.ask('openCheckIn')} /> : null}
              {may(p.view, 'closeCheckIn') ? <Button id='closeCheckIn' text='停止签到' onTap={() => p.ask('closeCheckIn')} /> : null}
              <Button id='open-screen' text='打开大屏' onTap={() => openScreen(p.view.session._id)} />
            </View>
          ) : null}
        </View>
      </Card>
    )}
  </LoadedView>
)
