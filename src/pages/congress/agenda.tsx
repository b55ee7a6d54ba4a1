import { View } from '@tarojs/components'
import { useState } from 'react'
import { formWords, matterKindWords, outcomeWords, wayWords } from '../../../domain/congress/words'
import type { Matter, PaperRow } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { openPaper, openResult, writeOpinion } from '../../components/congress-links'
import { Empty } from '../../components/feedback'
import { Sheet } from '../../components/sheet'
import { StateTag, type Meaning } from '../../components/state-tag'
import { OutcomeTag } from '../../components/vote-result'

export interface AgendaProps {
  matters: readonly Matter[]
  papers: readonly PaperRow[]
  sessionId: string
  mayOpine: boolean
}

const newest = (m: Matter) => m.rounds[m.rounds.length - 1]

const roundTags: Record<'drawing' | 'drawn' | 'open' | 'closing' | 'void', [string, Meaning]> = {
  drawing: ['正在领票', 'attention'], drawn: ['领票结束', 'waiting'], open: ['正在投票', 'attention'], closing: ['正在计票', 'waiting'], void: ['这一轮作废', 'refused'],
}

const MatterTag = ({ matter }: { matter: Matter }) => {
  const round = newest(matter)
  if (matter.withdrawn) return <StateTag text='已撤回' meaning='refused' />
  if (!round) return null
  if (round.state === 'counted') return round.decision ? <OutcomeTag outcome={round.decision.outcome} /> : null
  return <StateTag text={roundTags[round.state][0]} meaning={roundTags[round.state][1]} />
}

const resultWords = (matter: Matter): string => {
  const round = newest(matter)
  if (matter.withdrawn) return '已撤回'
  if (!round) return ''
  return round.state === 'counted' ? round.decision ? outcomeWords[round.decision.outcome] : '' : roundTags[round.state][0]
}

const kindWords = (m: Matter): string => m.kind === 'report' ? matterKindWords.report : `${matterKindWords[m.kind]} · ${wayWords[m.way]}`

/** What will be asked, for those who want to know before the ballot comes. */
const questionWords = ({ question }: Matter): string | null => {
  if (question?.kind === 'elect') return `${formWords[question.form]}，应选 ${question.seats} 人。候选人：${question.candidates.map(c => c.name).join('、')}`
  return question?.kind === 'appraise' ? `评议 ${question.leaders.length} 人，等次：${question.grades.join('、')}` : null
}

const MatterSheet = ({ matter, papers, sessionId, mayOpine, onClose }: Omit<AgendaProps, 'matters'> & { matter: Matter; onClose: () => void }) => {
  const asked = questionWords(matter)
  const own = papers.filter(p => p.matterId === matter._id && p.deliveredAt !== null)
  return (
    <Sheet title={matter.title} onClose={onClose} foot={mayOpine ? <Button wide icon='pen' text='对这一项提意见' onTap={() => writeOpinion(sessionId, matter._id)} /> : undefined}>
      <View className='stack'>
        <View className='note'>{kindWords(matter)}</View>
        {matter.about ? <View className='body'>变更或确认：{matter.about.title}</View> : null}
        {matter.withdrawn ? <View className='body'>已撤回：{matter.withdrawn.why}</View> : null}
        {matter.text ? <View className='body written'>{matter.text}</View> : null}
        {asked ? <View className='body'>{asked}</View> : null}
        {own.length + matter.rounds.length > 0 ? (
          <Card flush>
            {own.map(p => <ListRow key={p._id} short text={p.title} note='会议文件' onTap={() => openPaper(p._id)} />)}
            {matter.rounds.map(r => (
              <ListRow key={r._id} text={r.decision?.sentence ?? `第 ${r.no} 轮：${r.state === 'counted' ? '已计票' : roundTags[r.state][0]}`} note={`第 ${r.no} 轮${r.why ? ` · ${r.why}` : ''}`} onTap={() => openResult(r._id)} />
            ))}
          </Card>
        ) : null}
      </View>
    </Sheet>
  )
}

/** The agenda, item by item 分项. A row that has a result shows it. */
export const Agenda = ({ matters, ...rest }: AgendaProps) => {
  const [open, setOpen] = useState<string>()
  const chosen = matters.find(m => m._id === open)
  return (
    <Card title='议程' flush aside={matters.length > 0 ? <View className='note'>{matters.length} 项</View> : undefined}>
      {matters.length === 0 ? <Empty title='议程还没有公布' /> : (
        <View {...role('list')}>
          {matters.map(m => (
            <ListRow
              key={m._id} short text={`${m.order}. ${m.title}`} note={kindWords(m)} tag={<MatterTag matter={m} />}
              label={[`${m.order}. ${m.title}`, kindWords(m), resultWords(m)].filter(Boolean).join('，')} onTap={() => setOpen(m._id)}
            />
          ))}
        </View>
      )}
      {chosen ? <MatterSheet {...rest} matter={chosen} onClose={() => setOpen(undefined)} /> : null}
    </Card>
  )
}
