import { View } from '@tarojs/components'
import { extensionWords, noteKindWords, promiseWords, refusalReasonWords, settlementWords } from '../../../domain/motion-words'
import { dueWords, shortDayWords, whenWords } from '../../../domain/words-time'
import { endOfDay } from '../../../domain/working-days'
import type { Motion } from '../../../types/motion'
import { role } from '../../components/aria'
import { Card, Fact, ListRow } from '../../components/card'
import { openMotion } from '../../components/motion-row'
import { Attached, type Addressed } from './attached'

/** What the committee decided against filing, in the words that the proposer got. */
const Refused = ({ motion }: { motion: Motion }) => motion.refusal ? (
  <Card title='不予立案的理由'>
    <View className='stack-tight'>
      <View className='body strong'>{refusalReasonWords[motion.refusal.reason]}</View>
      <View className='body written'>{motion.refusal.note}</View>
    </View>
  </Card>
) : null

const Answered = ({ motion, now }: { motion: Motion; now: number }) => motion.answer ? (
  <Card title='答复' aside={<View className='note'>{motion.answer.by} · {whenWords(motion.answer.at, now)}</View>}>
    <View className='body written'>{motion.answer.text}</View>
  </Card>
) : null

const Settled = ({ motion, now }: { motion: Motion; now: number }) => motion.settlement ? (
  <Card title='提案委员会的复议决定' aside={<View className='note'>{whenWords(motion.settlement.at, now)}</View>}>
    <View className='stack-tight'>
      <View className='body strong'>{settlementWords[motion.settlement.how]}</View>
      <View className='body written'>{motion.settlement.note}</View>
    </View>
  </Card>
) : null

const Promised = ({ motion, now }: { motion: Motion; now: number }) => {
  const p = motion.promise
  if (!p) return null
  const when = p.state === 'open' ? dueWords(endOfDay(p.on), now) : shortDayWords(p.on, now)
  return <Card title='答复中的承诺'><Fact name='落实日期' value={when} /><Fact name='现在' value={`${p.unitName}：${promiseWords[p.state]}`} /></Card>
}

/** The filings that are one case with this one, or the case that this filing went into. */
const Family = ({ motion }: { motion: Motion }) => {
  const { merged, parts } = motion
  if (merged) return <Card flush><ListRow text='已并入另一件提案，一起办理' note='答复后您同样可以评价' go='看主案' onTap={() => openMotion(merged.into)} /></Card>
  if (parts.length === 0) return null
  return (
    <Card title='并入这件的提案' flush aside={<View className='note'>{parts.length} 件</View>}>
      <View {...role('list')}>
        {parts.map(p => <ListRow key={p._id} short text={p.title} note={`${p.name}（${p.delegation}）`} onTap={() => openMotion(p._id)} />)}
      </View>
    </Card>
  )
}

/** Who handles it, and by when. */
const InHand = ({ motion, now }: { motion: Motion; now: number }) => {
  const { lead, assist, extension, returnBy, due, number, assignedAt } = motion
  if (!number && !lead) return null
  const open = motion.state === 'assigned' || motion.state === 'handling' || motion.state === 'signing'
  return (
    <Card title='立案和交办'>
      <View>
        {number ? <Fact name='编号' value={number} /> : null}
        {lead ? <Fact name='主办' value={lead.name} /> : null}
        {assist.length > 0 ? <Fact name='协办' value={assist.map(u => u.name).join('、')} /> : null}
        {assignedAt ? <Fact name='交办' value={whenWords(assignedAt, now)} /> : null}
        {due && open ? <Fact name='答复期限' value={dueWords(due, now)} /> : null}
        {returnBy && motion.state === 'assigned' ? <Fact name='退办期限' value={dueWords(returnBy, now)} /> : null}
        {extension ? <Fact name='延期' value={`申请 ${extension.days} 天，${extensionWords[extension.state]}：${extension.note}`} /> : null}
      </View>
    </Card>
  )
}

/** What the departments wrote down while handling it, the newest first. */
export const Notes = ({ motion, files, now }: { motion: Motion; files: readonly Addressed[]; now: number }) => motion.notes.length === 0 ? null : (
  <Card title='办理情况'>
    <View className='stack-loose'>
      {[...motion.notes].reverse().map(n => (
        <View key={`${n.at}${n.text}`} className='stack-tight'>
          <View className='body strong'>{noteKindWords[n.kind]}</View>
          <View className='body written'>{n.text}</View>
          <Attached files={n.files} urls={files} />
          <View className='note'>{[n.unitName, n.by, whenWords(n.at, now)].filter(Boolean).join(' · ')}</View>
        </View>
      ))}
    </View>
  </Card>
)

/** What came of it: decisions, promises, departments. */
export const Decisions = ({ motion, now }: { motion: Motion; now: number }) => (
  <>
    <Refused motion={motion} />
    <Family motion={motion} />
    <Answered motion={motion} now={now} />
    <Settled motion={motion} now={now} />
    <Promised motion={motion} now={now} />
    <InHand motion={motion} now={now} />
  </>
)
