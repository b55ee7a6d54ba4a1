import { View } from '@tarojs/components'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Notice } from '../../components/notice'
import { StateTag } from '../../components/state-tag'
import { surveyRoundNote, surveyRoundWords } from '../../components/survey-rounds'
import { LoadedView } from '../../components/trouble'
import type { Survey } from '../../../types/survey'
import type { SurveyRound } from '../../../types/survey-ballot'
import { readRecord } from '../../services/box'
import { call } from '../../services/call'
import { host } from '../../services/host'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { usePoll } from '../../services/use-poll'

const LIVE_MS = 15_000
const LEAST_KEYS = 2

const Record = ({ round }: { round: SurveyRound }) => {
  const take = useAct(async () => host.handOverFrom((await readRecord(round.roundId)).url, `公开记录-${round.roundId}.json`))
  return <Button text='公开记录' label={`下载公开记录：${round.name}`} busy={take.busy} onTap={() => void take.run()} />
}

const Row = ({ round }: { round: SurveyRound }) => (
  <ListRow
    text={round.name} note={[surveyRoundNote(round), round.code ? `校验码 ${round.code}` : ''].filter(Boolean).join(' · ')}
    tag={<StateTag {...surveyRoundWords[round.state]} />} act={round.state === 'counted' ? <Record round={round} /> : undefined}
  />
)

/** What everybody waits for now; null = nothing but the clock. */
const waitWords = (survey: Survey, keys: readonly { name: string }[], rounds: readonly SurveyRound[]): { title: string; text: string } | null => {
  if (survey.waits) return { title: '领卷还不能开始', text: survey.waits }
  if (rounds.every(r => r.state === 'preparing')) {
    return keys.length >= LEAST_KEYS ? null : { title: `还须 ${LEAST_KEYS - keys.length} 位监票人登记签封密钥`, text: '请监票人打开“履职”里的“问卷监票”。没有两名监票人登记，到了时间也不能领卷。' }
  }
  const drawn = rounds.filter(r => r.state === 'drawn').length
  const closing = rounds.filter(r => r.state === 'closing').length
  if (drawn > 0) return { title: `${drawn} 个票箱等监票人签封`, text: '签封以后才能作答。请提醒监票人打开“履职”里的“问卷监票”；到截止还没有签封的票箱会作废。' }
  return closing > 0 ? { title: `${closing} 个票箱等监票人签封`, text: '两名监票人核对、签封以后才统计结果。请提醒监票人打开“履职”里的“问卷监票”。' } : null
}

/** The rounds of papers 票箱 of an anonymous survey: how many joined and drew, who has signed, and what it waits for. */
export const RoundsPart = ({ survey, live }: { survey: Survey; live: boolean }) => {
  const loaded = useLoad(() => call('surveys', 'rounds', { id: survey._id }), [survey._id, survey.state])
  usePoll(loaded, LIVE_MS, { active: live })
  return (
    <LoadedView loaded={loaded} rows={2}>
      {({ keys, rounds }) => {
        const waits = live ? waitWords(survey, keys, rounds) : null
        return (
          <Card title='票箱和签封'>
            <View className='stack'>
              {waits ? <Notice meaning='attention' {...waits} /> : null}
              {keys.length > 0 ? <View className='body'>已登记的监票人：{keys.map(k => k.name).join('、')}</View> : null}
              {rounds.length > 0 ? <View {...role('list')}>{rounds.map(r => <Row key={r.roundId} round={r} />)}</View> : <View className='note'>到了领卷时间，票箱会按报名的人自动设好。</View>}
            </View>
          </Card>
        )
      }}
    </LoadedView>
  )
}
