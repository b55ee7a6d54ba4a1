import { View } from '@tarojs/components'
import { dayWords } from '../../../domain/words-time'
import type { District, DistrictElection, Term } from '../../../types/congress-term'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { openPage } from '../../services/open-page'
import { electionWords } from './words'

const record = (termId: string, districtId: string, why: DistrictElection['why']) =>
  void openPage(`/pages/congress-office/elect?term=${termId}&district=${districtId}&why=${why}`)

/** The elected by name, and the sentence that says why they are, or why the election does not hold. */
const Result = ({ election: e }: { election: DistrictElection }) => (
  <Notice
    meaning={e.valid ? 'done' : 'refused'}
    title={`${dayWords(e.heldOn)} ${electionWords[e.why]}：${e.valid ? `当选 ${e.votes.filter(v => v.elected).map(v => v.name).join('、') || '无'}` : '无效'}`}
    text={`${e.sentence}。登记人 ${e.by}`}
  />
)

const One = ({ term, district: d }: { term: Term; district: District }) => {
  const held = term.elections.filter(e => e.districtId === d.id)
  const elected = held.filter(e => e.valid).flatMap(e => e.votes.filter(v => v.elected)).length
  const ended = term.ends.filter(e => e.districtId === d.id).length
  const left = d.seats - elected + ended
  return (
    <Card title={d.name} aside={<View className='note'>{d.delegation} · 有选举权 {d.eligible} 人 · 名额 {d.seats} 个</View>}>
      <View className='stack'>
        {held.map(e => <Result key={e.id} election={e} />)}
        {left > 0 ? (
          <View className='wrap'>
            <View className='body'>还空 {left} 个名额</View>
            <Button text={held.some(e => e.valid) ? '登记补选' : '登记选举'} label={`${d.name}：${held.some(e => e.valid) ? '登记补选' : '登记选举'}`} onTap={() => record(term._id, d.id, held.some(e => e.valid) ? 'by' : 'general')} />
          </View>
        ) : <View className='note'>名额已满</View>}
      </View>
    </Card>
  )
}

/** The electoral units, the elections held in each, and what may be recorded next. */
export const Districts = ({ term }: { term: Term }) => term.districts.length === 0
  ? <Card><Empty icon='people' title='还没有划分选区' text='在“名额和结构”里修改这一届，加上选区，就能登记选举结果。' /></Card>
  : <View className='stack'>{term.districts.map(d => <One key={d.id} term={term} district={d} />)}</View>
