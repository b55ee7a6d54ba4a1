import { View } from '@tarojs/components'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Empty } from '../../components/feedback'
import { MotionRow } from '../../components/motion-row'
import { PagedList } from '../../components/paged-list'
import { bindPath } from '../../components/places'
import { call } from '../../services/call'
import { openPage } from '../../services/open-page'
import type { Me } from '../../services/session'
import { usePages } from '../../services/use-pages'

/** Nobody's roster knows this WeChat yet: what this is, how to come in, and the demonstration unit to look at. */
export const Visitor = ({ me, now }: { me: Me; now: number }) => {
  const pages = usePages(cursor => call('motions', 'list', { cursor }), [me.tenantId])
  return (
    <View className='stack-loose'>
      <View className='stack'>
        <View>
          <View className='title' {...role('heading')}>欢迎来到职代通</View>
          <View className='body'>职工代表在这里写提案、附议，工会在这里办理。您还没有绑定身份，绑定后就能看到本单位的事。</View>
        </View>
        <Button kind='main' wide text='绑定身份' onTap={() => void openPage(bindPath)} />
      </View>
      <Card title='先看看演示单位的提案' flush aside={<View className='note'>{me.tenantName}</View>}>
        <PagedList pages={pages} empty={<Empty title='演示单位还没有提案' />}>
          {items => <View {...role('list')}>{items.map(m => <MotionRow key={m._id} motion={m} now={now} who />)}</View>}
        </PagedList>
      </Card>
    </View>
  )
}
