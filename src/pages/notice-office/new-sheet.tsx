import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button'
import { Sheet } from '../../components/sheet'
import { TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { openPage } from '../../services/open-page'
import { useAct } from '../../services/use-act'
import { emptyEdit } from './words'

/** A notice begins with its title; all else is written on its own page. */
export const NewSheet = ({ onClose }: { onClose: () => void }) => {
  const [title, setTitle] = useState('')
  const [tried, setTried] = useState(false)
  // One id as long as it is not made: a lost answer must not make two.
  const [id] = useState(newId)
  const make = useAct(async () => {
    const made = await id
    await call('notices', 'create', { id: made, edit: emptyEdit(title.trim()) })
    onClose()
    await openPage(`/pages/notice-office/edit?id=${made}`)
  })
  const wrong = title.trim() === '' ? '请填写标题' : title.trim().length > 40 ? '标题最多 40 个字' : undefined
  const begin = () => {
    setTried(true)
    if (!wrong) void make.run()
  }
  return (
    <Sheet title='新的通知' onClose={onClose} foot={<Button kind='main' wide text='开始写' busy={make.busy} onTap={begin} />}>
      <View className='stack'>
        <ActTrouble error={make.error} />
        <TextField id='new-title' label='通知标题' max={40} value={title} error={tried ? wrong : undefined} onChange={setTitle} onEnter={begin} />
      </View>
    </Sheet>
  )
}
