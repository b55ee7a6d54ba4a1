import { useState } from 'react'
import { View } from '@tarojs/components'
import { isTenant, mayStandUnder } from '../../../domain/roster-unit'
import { optionsOf, unitKindWords } from '../../../domain/words'
import type { Unit, UnitKind } from '../../../types/unit'
import { Button } from '../../components/button'
import { Sheet } from '../../components/sheet'
import { openPage } from '../../services/open-page'
import type { Me } from '../../services/session'
import { AddUnit, CloseUnit, RenameUnit } from './unit-forms'
import { isTop } from '../../components/unit-tree'

export interface UnitSheetProps {
  me: Me
  unit: Unit
  onClose: () => void
  /** An act was done; says what. */
  onDone: (words: string) => void
}

type Step = 'choose' | 'add' | 'rename' | 'close'

/** What may be set up under a unit: its own branches and teams, or, for those who supervise, enterprises. */
const kindsUnder = (unit: Unit, me: Me): UnitKind[] => optionsOf(unitKindWords).map(o => o.value)
  .filter(kind => mayStandUnder(kind, unit.kind) && (isTenant(kind) ? !me.demonstration : unit.tenantId === me.tenantId))

const toRoster = (unit: Unit, me: Me) =>
  void openPage(`/pages/members/roster${unit._id === me.tenantId ? '' : `?tenant=${unit._id}`}`)

const Acts = ({ me, unit, kinds, onStep }: { me: Me; unit: Unit; kinds: readonly UnitKind[]; onStep: (step: Step) => void }) => {
  const open = unit.closedOn === null
  return (
    <View className='stack-tight'>
      {isTop(unit) ? <Button id='people' icon='people' wide text='看职工名册' onTap={() => toRoster(unit, me)} /> : null}
      {open && kinds.length > 0 ? <Button id='add' icon='plus' wide text='新增下级' onTap={() => onStep('add')} /> : null}
      {open ? <Button id='rename' icon='pen' wide text='改名' onTap={() => onStep('rename')} /> : <View className='body'>这个单位已停用，只保留在以前的记录里。</View>}
      {open && unit._id !== me.tenantId ? <Button id='close' kind='danger' wide text='停用' onTap={() => onStep('close')} /> : null}
    </View>
  )
}

/** One unit and what can be done with it. */
export const UnitSheet = ({ me, unit, onClose, onDone }: UnitSheetProps) => {
  const [step, setStep] = useState<Step>('choose')
  const kinds = kindsUnder(unit, me)
  const form = { unit, onClose, onDone }
  if (step === 'add') return <AddUnit {...form} kinds={kinds} />
  if (step === 'rename') return <RenameUnit {...form} />
  if (step === 'close') return <CloseUnit {...form} />
  return <Sheet title={unit.name} onClose={onClose}><Acts me={me} unit={unit} kinds={kinds} onStep={setStep} /></Sheet>
}
