import { View } from '@tarojs/components'
import { useState } from 'react'
import { formWords, matterKindWords, wayWords } from '../../../domain/congress/words'
import type { Matter, PaperRow } from '../../../types/congress-session'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { openPaper, openResult, writeOpinion } from '../../components/congress-links'
import { Empty } from '../../components/feedback'
import { lastRound, matterState, roundState } from '../../components/matter-state'
import { Sheet } from '../../components/sheet'
import { StateTag } from '../../components/state-tag'

export interface AgendaProps {
  matters: readonly Matter[]
  papers: readonly PaperRow[]
  sessionId: string
  mayOpine: boolean
}

/** What has not been voted on yet says nothing: most of an agenda is like that. */
const stateOf = (m: Matter) => m.withdrawn || lastRound(m) ? matterState(m) : undefined

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
              <ListRow key={r._id} text={r.decision?.sentence ?? `第 ${r.no} 轮：${roundState(r).text}`} note={`第 ${r.no} 轮${r.why ? ` · ${r.why}` : ''}`} onTap={() => openResult(r._id)} />
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
          {matters.map(m => {
            const state = stateOf(m)
            return (
              <ListRow
                key={m._id} short text={`${m.order}. ${m.title}`} note={kindWords(m)} tag={state ? <StateTag {...state} /> : undefined}
                label={[`${m.order}. ${m.title}`, kindWords(m), state?.text].filter(Boolean).join('，')} onTap={() => setOpen(m._id)}
              />
            )
          })}
        </View>
      )}
      {chosen ? <MatterSheet {...rest} matter={chosen} onClose={() => setOpen(undefined)} /> : null}
    </Card>
  )
}
