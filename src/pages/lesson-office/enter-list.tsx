import { View } from '@tarojs/components'
import { useState } from 'react'
import * as z from 'zod/mini'
import { EmployeeNo } from '../../../types/member'
import { Button } from '../../components/button'
import { plain } from '../../components/form'
import { Notice } from '../../components/notice'
import { Sheet } from '../../components/sheet'
import { TextArea } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'

const MOST = 500

/** Employee numbers as they are typed or pasted out of a sheet: one a line, or parted by blanks, commas, stops. */
const numbersIn = (typed: string): string[] => [...new Set(plain(typed).split(/[\s,，、;；]+/).filter(Boolean))]

/** People who came, by their employee numbers 工号. */
export const EnterList = ({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: (words: string) => void }) => {
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const [unknown, setUnknown] = useState<string[]>([])
  const numbers = numbersIn(typed)
  const odd = numbers.filter(n => !z.safeParse(EmployeeNo, n).success)
  const wrong = numbers.length === 0 ? '请填写工号' : odd.length > 0 ? `“${odd[0]}”不像工号，请改正或去掉` : numbers.length > MOST ? `一次最多 ${MOST} 人，请分几次录入` : undefined
  const enter = useAct(async () => {
    const said = await call('lessons', 'enterList', { id, employeeNos: numbers })
    const words = `录入了 ${said.added} 人${said.already > 0 ? `，${said.already} 人已经在名单里` : ''}`
    if (said.unknown.length === 0) onDone(words)
    else {
      setUnknown(said.unknown)
      setTyped(said.unknown.join('\n'))
    }
  })
  const go = () => {
    setTried(true)
    if (!wrong) void enter.run()
  }
  return (
    <Sheet title='录入名单' onClose={unknown.length > 0 ? () => onDone('名单已录入，没有找到的工号没有录入') : onClose} foot={<Button id='enter' kind='main' wide text={numbers.length > 0 ? `录入 ${numbers.length} 人` : '录入'} busy={enter.busy} busyText='正在录入…' onTap={go} />}>
      <View className='stack'>
        <ActTrouble error={enter.error} />
        {unknown.length > 0 ? <Notice meaning='attention' title={`有 ${unknown.length} 个工号在名册里没有`} text={`其余的已经录入。请核对后改正，或者关闭：${unknown.slice(0, 20).join('、')}`} /> : null}
        <TextArea id='numbers' label='工号' hint='一行一个，可以从 Excel 里整列粘贴。重复的只算一次。' value={typed} error={tried ? wrong : undefined} onChange={setTyped} />
      </View>
    </Sheet>
  )
}
