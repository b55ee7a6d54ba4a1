import { View } from '@tarojs/components'
import { useState } from 'react'
import { optionsOf } from '../../../domain/words'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choice } from '../../components/choice'
import { Progress } from '../../components/feedback'
import { plain } from '../../components/form'
import { Notice } from '../../components/notice'
import { TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { AttendanceCard, useScreen } from './attendance'
import { isChair, isOffice, type PartProps } from './session-part'
import { speeds, useRehearsal, type Speed } from './use-rehearsal'
import { openRoundPage } from './votes-part'
import './office.scss'

const speedOptions = optionsOf({ slow: speeds.slow.text, usual: speeds.usual.text, fast: speeds.fast.text }).map(o => ({ ...o, note: speeds[o.value].note }))

interface Mix { yes: string; no: string; abstain: string }
const isCount = (typed: string): boolean => /^\d{1,4}$/.test(plain(typed))
const numberOf = (typed: string): number => isCount(typed) ? Number(plain(typed)) : 0

const actWords = { checkIn: '签到', vote: '投票' } as const
const MOST = 5000

/** The rehearsal 推演: invented delegates come in and vote as they are told to, so that the staff learn and the hall is tried out. */
export const RehearsePart = (p: PartProps) => {
  const { session } = p.view
  const screen = useScreen(session._id, session.rollCount > 0)
  const [speed, setSpeed] = useState<Speed>('usual')
  const [people, setPeople] = useState('')
  const [mix, setMix] = useState<Mix>({ yes: '', no: '', abstain: '' })
  const run = useRehearsal(session._id, () => void screen.reload())
  const round = screen.data?.round ?? null
  const voting = round?.state === 'open' && round.way === 'named'
  const chosen = { yes: numberOf(mix.yes), no: numberOf(mix.no), abstain: numberOf(mix.abstain) }
  const planned = chosen.yes + chosen.no + chosen.abstain
  if (session.rollCount === 0) return <Notice meaning='waiting' title='进入预备会议以后，模拟代表才会到场' />
  return (
    <View className='stack'>
      <ActTrouble error={run.error} />
      {run.running ? (
        <Card title={`模拟代表正在${actWords[run.running.act]}`}>
          <View className='stack'>
            <Progress label='已完成' done={run.running.done} total={run.running.total} />
            <View><Button id='rehearse-stop' text='停下' onTap={run.stop} /></View>
          </View>
        </Card>
      ) : null}
      {run.ended ? <Notice meaning='done' title={`${run.ended.done} 位模拟代表已${actWords[run.ended.act]}`} /> : null}
      <AttendanceCard p={p} screen={screen} chair={isChair(p.me, p.view)} />
      {isOffice(p.me) ? (
        <>
          <Card title='速度'><Choice labelled label='速度' options={speedOptions} value={speed} onChange={setSpeed} /></Card>
          <Card title='模拟签到'>
            <View className='stack'>
              <TextField id='rehearse-people' optional type='number' label='来多少人' hint='不填就是还没到的全部。' value={people} onChange={setPeople} />
              <View><Button id='rehearse-check-in' kind={voting ? 'quiet' : 'main'} text='让模拟代表签到' disabled={run.running !== undefined} onTap={() => void run.start('checkIn', speed, people.trim() ? numberOf(people) : MOST)} /></View>
            </View>
          </Card>
          <Card title='模拟投票'>
            <View className='stack'>
              {round && voting ? <Notice meaning='waiting' title={`正在表决：${round.title}`} act={<Button text='看这一轮' onTap={() => openRoundPage(round._id)} />} /> : <View className='body'>开始一轮记名投票以后，模拟代表可以投票。无记名的用纸质票练：发票、截止、双人录入。</View>}
              <View className='four'>
                <TextField id='mix-yes' type='number' label='赞成几人' value={mix.yes} onChange={yes => setMix({ ...mix, yes })} />
                <TextField id='mix-no' type='number' label='反对几人' value={mix.no} onChange={no => setMix({ ...mix, no })} />
                <TextField id='mix-abstain' type='number' label='弃权几人' value={mix.abstain} onChange={abstain => setMix({ ...mix, abstain })} />
              </View>
              <View className='note'>{planned > 0 ? `共 ${planned} 人投票，其余的人不投。` : '填写人数；没有安排到的人不投票。'}</View>
              <View><Button id='rehearse-vote' kind={voting ? 'main' : 'quiet'} text='让模拟代表投票' disabled={!voting || planned === 0 || run.running !== undefined} onTap={() => void run.start('vote', speed, planned, chosen)} /></View>
            </View>
          </Card>
        </>
      ) : null}
    </View>
  )
}
