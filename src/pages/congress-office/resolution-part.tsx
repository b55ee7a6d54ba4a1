import { View } from '@tarojs/components'
import { dayWords, whenWords } from '../../../domain/words-time'
import { Button } from '../../components/button'
import { Card, Fact, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { StateTag } from '../../components/state-tag'
import { labelOf } from './act-forms'
import { may, type PartProps } from './session-part'

/** The resolution 决议 with its explaining sentences, who has signed it, where it was published, and the report upward. */
export const ResolutionPart = (p: PartProps) => {
  const { session } = p.view
  const { resolution: r, presidium, publicity, report } = session
  const now = Date.now()
  const needed = Math.floor(presidium.length / 2) + 1
  const button = (act: 'drawResolution' | 'sign' | 'publish' | 'report', main: boolean) => may(p.view, act)
    ? <Button key={act} id={act} kind={main ? 'main' : 'quiet'} text={act === 'drawResolution' && r ? '重新生成决议' : labelOf(act, session)} onTap={() => p.ask(act)} /> : null
  return (
    <View className='stack'>
      <Card title='决议文本'>
        <View className='stack'>
          {r ? <View className='body written'>{r.text}</View> : <Empty title='还没有决议' text='每一项议题都有了结果以后，由系统根据计票生成决议，主席团签署后生效。' />}
          {r ? <View className='note'>{`${r.drawnBy} ${whenWords(r.drawnAt, now)} 生成`}</View> : null}
          <View className='wrap'>{button('drawResolution', !r)}</View>
        </View>
      </Card>
      {r ? (
        <Card title='主席团签署' aside={<StateTag text={r.signatures.length >= needed ? '已生效' : `还差 ${needed - r.signatures.length} 人`} meaning={r.signatures.length >= needed ? 'done' : 'waiting'} />} flush>
          {presidium.map(m => {
            const signed = r.signatures.find(s => s.personId === m.personId)
            return <ListRow key={m.personId} text={m.name} note={signed ? `${whenWords(signed.at, now)} 签署` : '还没有签署'} />
          })}
          <View className='card-body wrap'>{button('sign', true)}</View>
        </Card>
      ) : null}
      {r ? (
        <Card title='公布和报送'>
          <View className='stack'>
            <View>
              <Fact name='公布' value={publicity ? `${publicity.where}，${dayWords(publicity.from)} 至 ${dayWords(publicity.to)}` : '还没有公布'} />
              <Fact name='报送上级' value={report ? `${report.to}，${dayWords(report.on)}` : '还没有报送'} />
            </View>
            <View className='wrap'>{button('publish', publicity === null)}{button('report', publicity !== null && report === null)}</View>
          </View>
        </Card>
      ) : null}
    </View>
  )
}
