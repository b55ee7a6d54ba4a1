import { useState } from 'react'
import type { RosterImport } from '../../../types/roster-import'
import { Confirm } from '../../components/sheet'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'

export type ImportAct = 'apply' | 'undo' | 'drop'

interface Question {
  title: string
  text: string
  yes: string
  danger?: boolean
}

const list = (parts: (string | false)[]) => parts.filter(Boolean).join('；')

/** Says exactly what will happen, and what will not. */
const questions: Record<ImportAct, (it: RosterImport) => Question> = {
  apply: ({ counts: c }) => ({
    title: '现在导入名册？',
    text: `${list([
      c.add > 0 && `${c.add} 人加入名册`,
      c.change > 0 && `${c.change} 人的资料改成表格里的`,
      c.same > 0 && `${c.same} 人不变`,
      c.bad > 0 && `有问题的 ${c.bad} 行不导入`,
      '表格里没有的人保持原样',
    ])}。以后发现导错了，可以撤销。`,
    yes: '导入',
  }),
  undo: ({ counts: c }) => ({
    title: '撤销这次导入？',
    text: `${list([
      c.add > 0 && `新增的 ${c.add} 人从名册移除，其中已绑定微信的会解除绑定`,
      c.change > 0 && `变更的 ${c.change} 人恢复原来的资料`,
      '其他人不受影响',
    ])}。导入之后又手工改过资料的人，要先由您决定怎么办，系统会告诉您是谁。`,
    yes: '撤销',
    danger: true,
  }),
  drop: () => ({ title: '放弃这次导入？', text: '名册不会有任何变化。读出来的清单会删去，要导入时再选一次文件。', yes: '放弃', danger: true }),
}

const actions = { apply: 'importApply', undo: 'importUndo', drop: 'importDrop' } as const

/** The acts on an import, each asked first and answered with the import as it is then. */
export const useImportActs = (it: RosterImport | undefined, onDone: (next: RosterImport) => void) => {
  const [asked, setAsked] = useState<ImportAct>()
  const [open, setOpen] = useState(false)
  const act = useAct(async (what: ImportAct, { _id, rev }: RosterImport) => onDone(await call('members', actions[what], { id: _id, rev })))
  const question = it && asked && open ? (
    <Confirm
      {...questions[asked](it)}
      onYes={() => {
        setOpen(false)
        void act.run(asked, it)
      }}
      onNo={() => setOpen(false)}
    />
  ) : null
  const ask = (what: ImportAct) => {
    act.clear()
    setAsked(what)
    setOpen(true)
  }
  return { ask, asked, question, busy: act.busy, error: act.error }
}
