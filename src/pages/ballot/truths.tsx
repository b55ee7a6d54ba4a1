import { View } from '@tarojs/components'
import { useState } from 'react'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Notice } from '../../components/notice'
import { Sheet } from '../../components/sheet'
import type { Wording } from './wording'

/** What is protected and what is not, in five sentences. */
export const Truths = ({ single, words }: { single: boolean; words: Wording }) => {
  const [open, setOpen] = useState(false)
  return (
    <View className='stack-tight'>
      {single ? <Notice meaning='attention' {...words.single} /> : null}
      <View><Button kind='bare' text='保护什么，不保护什么：五句实话' onTap={() => setOpen(true)} /></View>
      {open ? (
        <Sheet title='五句实话' onClose={() => setOpen(false)}>
          <View className='stack' {...role('list')}>
            {words.truths(single).map((text, i) => <View key={text} className='body' {...role('listitem')}>{i + 1}. {text}</View>)}
          </View>
        </Sheet>
      ) : null}
    </View>
  )
}
