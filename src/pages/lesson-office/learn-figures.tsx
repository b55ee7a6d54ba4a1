import { View } from '@tarojs/components'
import { hoursWords } from '../../../domain/lesson/hours'
import { timeWords } from '../../../domain/words-time'
import type { LearnOverview } from '../../../types/lesson-stats'
import { Card } from '../../components/card'
import { Figures, countWords } from './figures'

/** The whole enterprise's learning, each number with what it counts. */
export const LearnFigures = ({ o }: { o: LearnOverview }) => (
  <Card title='全单位学习情况'>
    <View className='stack-tight'>
      <Figures
        label='全单位学习情况'
        items={[
          { name: '点击', value: countWords(o.hits), note: '打开课时的次数' }, { name: '学习人数', value: countWords(o.people), note: '每人算一次' },
          { name: '学完课程', value: countWords(o.completions), note: '人次' }, { name: '累计学时', value: hoursWords(o.tenths).replace(' 学时', ''), note: '45 分钟为 1 学时' },
          { name: '面授出勤', value: countWords(o.attendances), note: `${o.trainings} 场培训` }, { name: '证书', value: countWords(o.certificates), note: '已发' },
        ]}
      />
      <View className='note'>{o.asOf === null ? '还没有统计过，每分钟统计一次' : `学习数字统计到 ${timeWords(o.asOf)}，每分钟更新一次`}</View>
    </View>
  </Card>
)
