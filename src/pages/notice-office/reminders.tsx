import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { useRemind } from '../../components/remind'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'

const FEW = 3

/** Whom one could remind 催办 now; each opens as a draft. */
export const Reminders = () => {
  const { data } = useLoad(() => call('notices', 'reminders', {}), [])
  const remind = useRemind()
  const [all, setAll] = useState(false)
  const items = data?.items ?? []
  if (items.length === 0) return null
  return (
    <View className='stack-tight'>
      <ActTrouble error={remind.error} />
      <Card title='可以催办的' flush aside={items.length > FEW ? <Button kind='bare' text={all ? '收起' : `全部 ${items.length} 项`} onTap={() => setAll(!all)} /> : undefined}>
        {(all ? items : items.slice(0, FEW)).map(i => <ListRow key={i.key} text={i.label} go='催一下' onTap={() => void remind.run(i.key)} />)}
      </Card>
    </View>
  )
}
