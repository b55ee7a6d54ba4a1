import { View } from '@tarojs/components'
import { percentWords } from '../../../domain/percent'
import { timeWords } from '../../../domain/words-time'
import type { Turnout } from '../../../types/survey-results'
import { role } from '../../components/aria'
import { Card } from '../../components/card'
import { ShareBar } from '../../components/share-bar'
import '../../components/survey.scss'

const Step = ({ n, of, words }: { n: number; of: number; words: string }) => (
  <View className='stack-tight' ariaLabel={`${n} 人${words}`}>
    <View className='turnout-head'><View className='figure'>{n}</View><View className='body'>人{words}（{percentWords(n, of)}）</View></View>
    <ShareBar part={n} whole={of} />
  </View>
)

/** Of an anonymous survey: how many joined, drew and, once it is counted, answered; never who. */
const AnonymousTurnout = ({ turnout: { expected, answered, exact, ballot } }: { turnout: Turnout }) => (
  <Card title='参加情况'>
    <View className='stack'>
      <Step n={ballot!.joined} of={expected} words={`已报名，共请 ${expected} 人`} />
      {ballot!.drawn === null ? null : <Step n={ballot!.drawn} of={ballot!.joined} words='领到答卷' />}
      {exact ? <Step n={answered} of={ballot!.drawn ?? ballot!.joined} words='的答卷有效' /> : <View className='note'>统计以前，谁也不知道有多少人交了；任何时候都不知道是谁。</View>}
    </View>
  </Card>
)

/** How many of those who are asked have answered, in all and unit by unit. */
export const TurnoutPart = ({ turnout: t }: { turnout: Turnout }) => t.ballot ? <AnonymousTurnout turnout={t} /> : (
  <Card title='填写情况'>
    <View className='stack'>
      <View className='stack-tight' ariaLabel={`${t.answered} 人已填，共请 ${t.expected} 人`}>
        <View className='turnout-head'><View className='figure'>{t.answered}</View><View className='body'>人已填，共请 {t.expected} 人（{percentWords(t.answered, t.expected)}）</View></View>
        <ShareBar part={t.answered} whole={t.expected} />
        <View className='note'>{t.exact ? '已统计完，这是最后的数' : t.asOf === null ? '还没有统计过，每分钟统计一次' : `统计到 ${timeWords(t.asOf)}，每分钟更新一次`}</View>
      </View>
      {t.units.length > 1 ? (
        <View {...role('list')} ariaLabel='各单位'>
          {t.units.map(u => (
            <View key={u.group} className='result-bar' {...role('listitem')} ariaLabel={`${u.name} ${u.answered} 人已填，共请 ${u.expected} 人`}>
              <View className='result-words'><View className='result-name'>{u.name}</View><View className='result-number'>{u.answered} / {u.expected} 人　{percentWords(u.answered, u.expected)}</View></View>
              <ShareBar part={u.answered} whole={u.expected} />
            </View>
          ))}
        </View>
      ) : null}
    </View>
  </Card>
)
