import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { whenWords } from '../../../domain/words-time'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ErrorState, Loading } from '../../components/feedback'
import { Files, fileItems } from '../../components/files'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import type { Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useLoad } from '../../services/use-load'
import { provesReading } from './standing'

const TITLE = '会议文件'

const Paper = ({ me, id, tenant }: { me: Me; id: string; tenant?: string }) => {
  const { data, error, reload, put } = useLoad(() => call('congress', 'paper', { id, tenant }), [id, tenant])
  const mark = useAct(async () => {
    await call('congress', 'paperRead', { id })
    if (data) put({ ...data, paper: { ...data.paper, mine: Date.now() } })
  })
  if (!data) return <Page title={TITLE}>{error ? <ErrorState error={error} onRetry={() => void reload()} /> : <Loading rows={6} />}</Page>
  const { paper, files } = data
  return (
    <Page title={TITLE}>
      <View className='stack'>
        <View className='stack-tight'>
          <View className='title' {...role('heading')}>{paper.title}</View>
          {paper.deliveredAt ? <View className='note'>{whenWords(paper.deliveredAt, Date.now())} 送达</View> : null}
        </View>
        {paper.text ? <Card><View className='body written'>{paper.text}</View></Card> : null}
        {paper.files.length > 0 ? <Card title='附件'><Files items={fileItems(paper.files, files)} /></Card> : null}
        {paper.mine
          ? <Notice meaning='done' title={`您已在 ${whenWords(paper.mine, Date.now())} 阅知`} />
          : paper.deliveredAt === null || !provesReading(me) ? null : (
            <View className='stack-tight'>
              <ActTrouble error={mark.error} />
              <Button id='read' kind='main' wide text='我已阅读' busy={mark.busy} busyText='正在登记…' onTap={() => void mark.run()} />
              <View className='note'>工会会看到您已阅读这份文件。有不同意见，可以在会议页提出。</View>
            </View>
          )}
      </View>
    </Page>
  )
}

/** A paper 会议文件 to be read to its end, where reading is confirmed 阅知. */
export default function PaperPage() {
  const { id = '', tenant } = useRouter().params
  return <SessionGate>{me => <Paper key={id} me={me} id={id} tenant={tenant} />}</SessionGate>
}
