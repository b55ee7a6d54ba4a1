import { useState } from 'react'
import { View } from '@tarojs/components'
import { isTenant } from '../../../domain/roster-unit'
import { unitKindWords } from '../../../domain/words'
import { members } from '../../../types/member'
import type { Unit, UnitKind } from '../../../types/unit'
import { Button } from '../../components/button'
import { Choice } from '../../components/choice'
import { Sheet } from '../../components/sheet'
import { TextField } from '../../components/text-field'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'
import { useAct, type Act } from '../../services/use-act'
import { fieldErrors, plain, useForm } from '../../components/form'
import { ActTrouble } from '../../components/trouble'

export interface UnitFormProps {
  unit: Unit
  onClose: () => void
  onDone: (words: string) => void
}

const MAX_NAME = 40

interface FootProps {
  act: Pick<Act<never[], unknown>, 'busy' | 'error'>
  yes: string
  danger?: boolean
  onYes: () => void
  onNo: () => void
}

const Foot = ({ act, yes, danger, onYes, onNo }: FootProps) => (
  <View className='stack-tight'>
    {act.error?.field ? null : <ActTrouble error={act.error} />}
    <Button id='unit-yes' kind={danger ? 'danger' : 'main'} wide text={yes} busy={act.busy} busyText='正在保存…' onTap={onYes} />
    <Button id='unit-no' kind='bare' wide text='先不' onTap={onNo} />
  </View>
)

/** A unit of its own: a branch, a team; for those who supervise, an enterprise with its code. */
export const AddUnit = ({ unit, kinds, onClose, onDone }: UnitFormProps & { kinds: readonly UnitKind[] }) => {
  const [ids] = useState(() => newId())
  const add = useAct(async (v: { kind: UnitKind; name: string; code: string }) => {
    const code = plain(v.code).toUpperCase()
    const added = await call('members', 'addUnit', { id: await ids, parentId: unit._id, kind: v.kind, name: plain(v.name), ...(isTenant(v.kind) && code ? { code } : {}) })
    onDone(`已新增“${added.name}”${added.code ? `，单位代码 ${added.code}` : ''}`)
  })
  const form = useForm(
    { kind: kinds[0]!, name: '', code: '' },
    v => fieldErrors(members.addUnit.input, { id: 'not-yet-made', parentId: unit._id, kind: v.kind, name: plain(v.name), code: plain(v.code) }),
    add.error,
  )
  const send = () => { if (form.ready()) void add.run(form.values) }
  return (
    <Sheet title={`在“${unit.name}”下新增`} onClose={onClose} foot={<Foot act={add} yes='新增' onYes={send} onNo={onClose} />}>
      <View className='stack'>
        <TextField id='unit-name' label='名称' max={MAX_NAME} value={form.values.name} error={form.errors.name} onChange={name => form.set({ name })} onEnter={send} />
        {kinds.length > 1 ? <Choice label='哪一类' options={kinds.map(value => ({ value, text: unitKindWords[value] }))} value={form.values.kind} error={form.errors.kind} onChange={kind => form.set({ kind })} /> : null}
        {isTenant(form.values.kind) ? <TextField id='unit-code' label='单位代码' optional hint='职工绑定时填写的短代码，如 HJZG；不填就自动生成' value={form.values.code} error={form.errors.code} onChange={code => form.set({ code })} onEnter={send} /> : null}
      </View>
    </Sheet>
  )
}

export const RenameUnit = ({ unit, onClose, onDone }: UnitFormProps) => {
  const rename = useAct(async (name: string) => {
    const changed = await call('members', 'changeUnit', { id: unit._id, rev: unit.rev, name })
    onDone(`已改名为“${changed.name}”`)
  })
  const form = useForm(
    { name: unit.name },
    v => fieldErrors(members.changeUnit.input, { id: unit._id, rev: unit.rev, name: plain(v.name) }),
    rename.error,
  )
  const send = () => { if (form.ready()) void rename.run(plain(form.values.name)) }
  return (
    <Sheet title={`给“${unit.name}”改名`} onClose={onClose} foot={<Foot act={rename} yes='保存名称' onYes={send} onNo={onClose} />}>
      <View className='stack'>
        <TextField id='unit-name' label='新名称' max={MAX_NAME} value={form.values.name} error={form.errors.name} onChange={name => form.set({ name })} onEnter={send} />
        <View className='note'>名册、提案里立即显示新名称；里面的人不变。</View>
      </View>
    </Sheet>
  )
}

export const CloseUnit = ({ unit, onClose, onDone }: UnitFormProps) => {
  const close = useAct(async () => {
    await call('members', 'closeUnit', { id: unit._id, rev: unit.rev })
    onDone(`已停用“${unit.name}”`)
  })
  return (
    <Sheet title={`停用“${unit.name}”？`} onClose={onClose} foot={<Foot act={close} yes='停用' danger onYes={() => void close.run()} onNo={onClose} />}>
      <View className='body'>停用后不能再把人放进来，也不能恢复；以前的记录里仍写它的名称。里面还有人，或下面还有单位时，不能停用。</View>
    </Sheet>
  )
}
