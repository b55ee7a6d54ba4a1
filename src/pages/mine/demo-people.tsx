import { View } from '@tarojs/components'
import { Card } from '../../components/card'
import { ErrorState, Loading } from '../../components/feedback'
import { PickerRow } from '../../components/picker-row'
import type { Host } from '../../services/host'
import { becomeDemoPerson } from '../../services/session'
import { useLoad } from '../../services/use-load'

const NOBODY = 'nobody'

/** On the local cloud one tries things as different people; a production build has nobody to choose. */
export const DemoPeople = ({ demo }: { demo: NonNullable<Host['demo']> }) => {
  const { data, error, loading, reload } = useLoad(() => demo.people(), [])
  if (loading) return <Loading rows={1} />
  if (error) return <Card><ErrorState error={error} onRetry={() => void reload()} /></Card>
  const people = [{ openid: NOBODY, name: '访客', note: '谁也没有绑定' }, ...data ?? []]
  return (
    <Card>
      <View className='stack-tight'>
        <PickerRow
          label='演示：换一个人试试'
          hint='只在本机演示时有，正式使用时没有这一栏。'
          empty='请选择一个人'
          options={people.map(p => ({ value: p.openid, text: p.name, note: p.note }))}
          value={demo.chosen() ?? NOBODY}
          onChange={openid => void becomeDemoPerson(openid === NOBODY ? undefined : openid)}
        />
      </View>
    </Card>
  )
}
