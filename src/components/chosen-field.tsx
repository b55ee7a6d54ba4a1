import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { Button } from './button'
import { Card, ListRow } from './card'
import type { IconName } from './icon'

/** A person as forms keep one. */
export interface Chosen { personId: string; name: string }

interface ChosenFieldProps {
  title: string
  icon?: IconName
  chosen: readonly Chosen[]
  onChange(chosen: Chosen[]): void
  /** What is said while nobody is chosen. */
  empty: string
  /** The sheet in which people are chosen. */
  picker(close: () => void): ReactNode
}

/** Who was chosen, one under the other, and the way to choose. */
export const ChosenField = ({ title, icon = 'people', chosen, onChange, empty, picker }: ChosenFieldProps) => {
  const [open, setOpen] = useState(false)
  return (
    <View className='stack-tight'>
      {chosen.length === 0 ? <View className='note'>{empty}</View> : (
        <Card flush>
          {chosen.map(c => <ListRow key={c.personId} text={c.name} act={<Button text='去掉' label={`去掉${c.name}`} onTap={() => onChange(chosen.filter(x => x.personId !== c.personId))} />} />)}
        </Card>
      )}
      <View><Button icon={icon} text={title} onTap={() => setOpen(true)} /></View>
      {open ? picker(() => setOpen(false)) : null}
    </View>
  )
}
