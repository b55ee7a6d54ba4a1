import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Round } from '../../../types/congress-round'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import type { Chosen } from '../../components/chosen-field'
import { RollPicker } from '../../components/roll-picker'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'

const MOST = 500

/** Everybody in the hall, page after page. */
async function everyonePresent(sessionId: string): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const page = await call('congress', 'roll', { id: sessionId, show: 'present', cursor })
    ids.push(...page.items.map(r => r.personId))
    cursor = page.next
  }
  return ids
}

/** Hands out paper ballots 纸质票: from then on they are these people's only way in this round. */
export const PaperBallots = ({ round, onDone }: { round: Round; onDone: () => void }) => {
  const [picking, setPicking] = useState(false)
  const [chosen, setChosen] = useState<Chosen[]>([])
  const [done, setDone] = useState<string>()
  const issue = useAct(async (ids: string[]) => {
    let issued = round
    for (let at = 0; at < ids.length; at += MOST) issued = await call('congress', 'paperIssue', { roundId: round._id, personIds: ids.slice(at, at + MOST) })
    setChosen([])
    setDone(`共发出纸质票 ${issued.papers} 张`)
    onDone()
  })
  const all = useAct(async () => { await issue.run(await everyonePresent(round.sessionId)) })
  return (
    <Card title='纸质票'>
      <View className='stack'>
        {done ? <Notice meaning='done' title={done} /> : null}
        <ActTrouble error={issue.error ?? all.error} />
        <View className='body'>{round.ballot ? '没有手机的代表，在领票结束以前发给纸质票。领了纸质票就不能再用手机投这一轮；已经用手机领了票的不能再领纸质票。' : round.way === 'secret' ? '这一轮用纸质票。发给在场的代表，截止后由两位监票人各录入一遍。' : '没有手机的代表可以领纸质票。领了纸质票就不能再用手机投这一轮。'}</View>
        <View className='wrap'>
          {round.way === 'secret' && !round.ballot ? <Button id='issue-all' kind='main' text='发给在场的全部代表' busy={all.busy || issue.busy} busyText='正在登记…' onTap={() => void all.run()} /> : null}
          <Button id='issue-some' text='选人发票' onTap={() => setPicking(true)} />
          {chosen.length > 0 ? <Button id='issue-chosen' text={`发给选中的 ${chosen.length} 人`} busy={issue.busy} onTap={() => void issue.run(chosen.map(c => c.personId))} /> : null}
        </View>
        {chosen.length > 0 ? <View className='note'>{chosen.map(c => c.name).join('、')}</View> : null}
      </View>
      {picking ? <RollPicker present sessionId={round.sessionId} title='发给谁' chosen={chosen} most={MOST} onChange={setChosen} onClose={() => setPicking(false)} /> : null}
    </Card>
  )
}
