import { useState } from 'react'
import { View } from '@tarojs/components'
import { Button } from '../../components/button'
import { Sheet } from '../../components/sheet'
import { TextField } from '../../components/text-field'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'
import type { ErasureRequest } from './erasures'
import { ActTrouble } from '../../components/trouble'

const MAX_NOTE = 200

export interface SettleErasureProps {
  request: ErasureRequest
  erase: boolean
  onClose: () => void
  onSettled: (words: string) => void
}

const noteError = (note: string, erase: boolean) => {
  if (note.trim().length > MAX_NOTE) return `最多 ${MAX_NOTE} 个字`
  return erase || note.trim() ? undefined : '请写明不同意的理由'
}

/** The last question before somebody is forgotten, or told why not. */
export const SettleErasure = ({ request: { person }, erase, onClose, onSettled }: SettleErasureProps) => {
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const wrong = noteError(note, erase)
  const settle = useAct(async () => {
    await call('members', 'settleErasure', { personId: person._id, rev: person.rev, erase, note: note.trim() })
    onSettled(erase ? `已注销${person.name}` : `已告诉${person.name}：没有同意注销`)
  })
  const send = () => {
    setTried(true)
    if (!wrong) void settle.run()
  }
  return (
    <Sheet
      title={erase ? `注销${person.name}（工号 ${person.employeeNo}）？` : `不同意${person.name}注销？`}
      onClose={onClose}
      foot={(
        <View className='stack-tight'>
          <ActTrouble error={settle.error} />
          <Button id='settle' kind={erase ? 'danger' : 'main'} wide text={erase ? '注销，不能恢复' : '不同意'} busy={settle.busy} busyText='正在办理…' onTap={send} />
          <Button id='settle-no' kind='bare' wide text='先不' onTap={onClose} />
        </View>
      )}
    >
      <View className='stack'>
        <View className='body'>
          {erase
            ? '姓名、工号、手机号和身份会立即删去，微信和网页登录也一并退出。已提交的提案作为民主管理的记录保留，但不再写本人的名字。'
            : '申请会作废，本人可以照常使用，也可以再次申请。'}
        </View>
        <TextField id='note' label={erase ? '备注' : '理由'} optional={erase} max={MAX_NOTE} value={note} error={tried ? wrong : undefined} onChange={setNote} onEnter={send} />
      </View>
    </Sheet>
  )
}
