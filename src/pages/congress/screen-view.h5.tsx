import { View } from '@tarojs/components'
import { clockOf } from '../../../domain/calendar'
import { isRunning } from '../../../domain/congress/secret-part'
import { sessionStageWords } from '../../../domain/congress/session-graph'
import type { Output } from '../../../types/api'
import { role } from '../../components/aria'
import { ErrorState, Loading } from '../../components/feedback'
import { Icon } from '../../components/icon'
import { Tap } from '../../components/tap'
import { call } from '../../services/call'
import { useFullScreen } from '../../services/use-full-screen.h5'
import { useLoad } from '../../services/use-load'
import { usePoll } from '../../services/use-poll'
import { AttendanceSide, CheckInCode } from './screen-attendance'
import { ScreenMatter, ScreenRound } from './screen-vote'
import type { ScreenViewProps } from './screen-view'
import './screen.scss'

const EVERY_MS = 2000
const SLOWEST_MS = 5000

/** What was last answered, and by how much the server's clock is ahead of this one's. */
export type Shown = Output<'congress', 'screen'> & { at: number; offset: number }

const ask = async (id: string): Promise<Shown> => {
  const now = await call('congress', 'screen', { id })
  const at = Date.now()
  return { ...now, at, offset: now.now - at }
}

const Top = ({ shown, lost }: { shown: Shown; lost: boolean }) => {
  const full = useFullScreen()
  return (
    <View className='screen-top'>
      <View className='screen-title' {...role('heading')}>{shown.session.title}</View>
      {shown.session.rehearsal ? <View className='screen-flag'>模拟推演</View> : null}
      {lost
        ? <View className='screen-lost' {...role('status')}><Icon name='offline' /><View>没有连上，这是 {clockOf(shown.at).slice(11)} 的情况，正在重连</View></View>
        : <View className='screen-stage'>{sessionStageWords[shown.session.stage]}</View>}
      {full ? null : <Tap className='screen-full' onTap={() => void document.documentElement.requestFullscreen()}>全屏</Tap>}
    </View>
  )
}

/** The one thing that the hall looks at now. */
const Main = ({ shown }: { shown: Shown }) => {
  const { round, matter } = shown
  const over = round && !isRunning(round.state) && matter !== null && matter._id !== round.matterId
  if (round && !over) return <ScreenRound shown={shown} round={round} />
  if (matter) return <ScreenMatter shown={shown} matter={matter} />
  if (shown.code) return <CheckInCode code={shown.code} large />
  return <View className='screen-wait'>{shown.session.stage === 'closed' || shown.session.stage === 'archived' ? '会议已经结束' : '请稍候'}</View>
}

/** Follows by itself, one call a refresh; keeps the last state when the network drops. */
export const ScreenView = ({ id }: ScreenViewProps) => {
  const loaded = useLoad(() => ask(id), [id])
  usePoll(loaded, EVERY_MS, { slowestMs: SLOWEST_MS })
  const { data, error, reload } = loaded
  if (!data) return <View className='page'>{error ? <ErrorState error={error} onRetry={() => void reload()} /> : <Loading rows={4} />}</View>
  return (
    <View className='page screen'>
      <Top shown={data} lost={error !== undefined} />
      <View className='screen-body'>
        <View className='screen-main' {...role('main')}><Main shown={data} /></View>
        <AttendanceSide shown={data} />
      </View>
    </View>
  )
}
