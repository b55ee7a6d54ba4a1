import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Card } from '../../components/card'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { ResultList } from '../../components/survey-result'
import { LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'

const Shared = ({ id }: { id: string }) => {
  const loaded = useLoad(() => call('surveys', 'shared', { id }), [id])
  return (
    <LoadedView loaded={loaded} rows={5}>
      {results => (
        <View className='stack'>
          <Card>
            <View className='stack-tight'>
              <View className='title'>{results.title}</View>
              {results.answered === null ? null : <View className='body'>请 {results.expected} 人填写，{results.answered} 人交上了回答。</View>}
              <View className='note'>这里只有总数，没有任何人的姓名。</View>
            </View>
          </Card>
          <ResultList results={results} />
        </View>
      )}
    </LoadedView>
  )
}

/** Results that were told 公布 to those who were asked. */
export default function SharedPage() {
  const { id = '' } = useRouter().params
  return <Page title='问卷结果'><SessionGate>{() => <Shared key={id} id={id} />}</SessionGate></Page>
}
