import { View } from '@tarojs/components'
import { useState } from 'react'
import { isPassed, isSettled, isVoting } from '../../../domain/congress/matters'
import { formWords, matterKindWords, wayWords } from '../../../domain/congress/words'
import type { Matter } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { matterState } from '../../components/matter-state'
import { Sheet } from '../../components/sheet'
import { StateTag } from '../../components/state-tag'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import { useAct } from '../../services/use-act'
import { isOffice, isOver, type PartProps } from './session-part'
import './office.scss'

const edit = (session: string, more = '') => void openPage(`/pages/congress-office/matter?session=${session}${more}`)

/** What its ballot asks, in a line. */
export const questionWords = ({ kind, question: q, way }: Matter): string => {
  if (!q) return matterKindWords[kind]
  const what = q.kind === 'elect' ? `应选 ${q.seats} 人，候选人 ${q.candidates.length} 位，${formWords[q.form]}` : q.kind === 'appraise' ? `被评议 ${q.leaders.length} 位` : ''
  return [matterKindWords[kind], wayWords[way], what].filter(Boolean).join(' · ')
}

const Candidates = ({ question: q }: Pick<Matter, 'question'>) => q?.kind === 'elect'
  ? <View className='note'>候选人（按姓氏笔画）：{q.candidates.map(c => c.name).join('、')}</View>
  : null

const Withdraw = ({ matter, onDone, onClose }: { matter: Matter; onDone: () => void; onClose: () => void }) => {
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const short = why.trim().length < 2
  const act = useAct(async () => {
    await call('congress', 'matterWithdraw', { id: matter._id, rev: matter.rev, why: why.trim() })
    onDone()
  })
  return (
    <Sheet
      title={`撤回：${matter.title}`} onClose={onClose}
      foot={<Button id='withdraw' kind='danger' wide text='撤回议题' busy={act.busy} onTap={() => { setTried(true); if (!short) void act.run() }} />}
    >
      <View className='stack'>
        <View className='body'>撤回的议题不再表决，记录会保留。</View>
        <ActTrouble error={act.error} />
        <TextArea id='withdraw-why' label='撤回理由' max={500} value={why} error={tried && short ? '请填写撤回理由，至少 2 个字' : undefined} onChange={setWhy} />
      </View>
    </Sheet>
  )
}

interface RowProps { p: PartProps; matter: Matter; onWithdraw: (matter: Matter) => void }

const Row = ({ p, matter: m, onWithdraw }: RowProps) => {
  const state = matterState(m)
  const open = isOffice(p.me) && !isOver(p.view) && !m.withdrawn && !isVoting(m)
  return (
    <View className='gate' {...role('listitem')}>
      <View className='gate-words'>
        <View className='wrap'><StateTag {...state} /><View className='body strong'>{m.order}. {m.title}</View></View>
        <View className='note'>{questionWords(m)}</View>
        {m.about ? <View className='note'>变更或确认：{m.about.title}</View> : null}
        {m.withdrawn ? <View className='note'>撤回理由：{m.withdrawn.why}</View> : null}
        <Candidates question={m.question} />
      </View>
      <View className='gate-acts wrap'>
        {open && m.rounds.length === 0 ? <Button text='修改' label={`修改议题：${m.title}`} onTap={() => edit(m.sessionId, `&id=${m._id}`)} /> : null}
        {open && (m.rounds.length === 0 || !isSettled(m)) ? <Button kind='bare' text='撤回' label={`撤回议题：${m.title}`} onTap={() => onWithdraw(m)} /> : null}
        {isPassed(m) && isOffice(p.me) && !isOver(p.view)
          ? <Button kind='bare' text='另提议题变更它' label={`另提议题变更：${m.title}`} onTap={() => edit(m.sessionId, `&about=${m._id}&title=${encodeURIComponent(m.title)}`)} /> : null}
      </View>
    </View>
  )
}

/** The agenda, matter by matter; each has exactly one question. */
export const MattersPart = (p: PartProps) => {
  const [withdrawing, setWithdrawing] = useState<Matter>()
  const { session, matters } = p.view
  const writable = isOffice(p.me) && !isOver(p.view)
  return (
    <View className='stack'>
      <Card flush>
        {matters.length === 0
          ? <Empty title='还没有议题' text='逐项列入：一项一个表决，不能打包。' />
          : <View {...role('list')} ariaLabel='议题'>{matters.map(m => <Row key={m._id} p={p} matter={m} onWithdraw={setWithdrawing} />)}</View>}
      </Card>
      {writable ? <View><Button id='new-matter' kind='main' icon='plus' text='新的议题' onTap={() => edit(session._id)} /></View> : null}
      {withdrawing ? (
        <Withdraw key={withdrawing._id} matter={withdrawing} onClose={() => setWithdrawing(undefined)} onDone={() => { setWithdrawing(undefined); void p.reload() }} />
      ) : null}
    </View>
  )
}
