import { View } from '@tarojs/components'
import { useState } from 'react'
import type { SurveyMode, SurveyState } from '../../../types/survey'
import type { Unit } from '../../../types/unit'
import { role } from '../../components/aria'
import { Card, ListRow } from '../../components/card'
import { Empty } from '../../components/feedback'
import { Tabs } from '../../components/filters'
import { PagedList } from '../../components/paged-list'
import { RemindButton } from '../../components/remind'
import { LoadedView } from '../../components/trouble'
import { UnitFilter } from '../../components/unit-field'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { usePages } from '../../services/use-pages'

type Which = 'no' | 'yes'

interface PeoplePartProps {
  id: string
  mode: SurveyMode
  state: SurveyState
}

interface Words { no: string; yes: string; none: string; nobody: string }

const words: Record<'answered' | 'joined' | 'drawn', Words> = {
  answered: { no: '还没填的', yes: '已经填的', none: '没有还没填的人', nobody: '还没有人填' },
  joined: { no: '还没报名的', yes: '已经报名的', none: '没有还没报名的人', nobody: '还没有人报名' },
  drawn: { no: '没有领卷的', yes: '领了卷的', none: '没有没领卷的人', nobody: '还没有人领卷' },
}

/** Whom one can remind now: who has cast a sheet of an anonymous survey nobody knows. */
const remindOf = (mode: SurveyMode, state: SurveyState, which: Which): { of: string; text: string } | undefined => {
  if (mode === 'anonymous' && state === 'open') return which === 'yes' ? { of: 'sheetDrawn', text: '提醒领了卷的人作答' } : undefined
  if (which === 'yes') return undefined
  if (mode !== 'anonymous') return state === 'open' ? { of: 'unanswered', text: '催没有填的人' } : undefined
  if (state === 'joining') return { of: 'notJoined', text: '提醒没有报名的人' }
  return state === 'drawing' ? { of: 'sheetNotDrawn', text: '提醒没有领卷的人' } : undefined
}

const List = ({ id, mode, units, state }: PeoplePartProps & { units: readonly Unit[] }) => {
  const [which, setWhich] = useState<Which>('no')
  const [unitId, setUnit] = useState<string>()
  const [step, setStep] = useState<keyof typeof words>(mode === 'anonymous' ? 'joined' : 'answered')
  const pages = usePages(async cursor => {
    const page = await call('surveys', 'people', { id, answered: which === 'yes', unitId, cursor })
    setStep(page.step)
    return page
  }, [id, which, unitId])
  const remind = remindOf(mode, state, which)
  return (
    <View className='stack'>
      {remind ? <RemindButton of={`${remind.of}.${id}`} text={unitId === undefined ? remind.text : `${remind.text}（全部单位）`} /> : null}
      <UnitFilter label='单位' units={units} value={unitId} onChange={setUnit} />
      <Card flush>
        <Tabs label='名单' options={[{ value: 'no', text: words[step].no }, { value: 'yes', text: words[step].yes }]} value={which} onChange={setWhich} />
        <PagedList pages={pages} empty={<Empty icon='people' title={which === 'no' ? words[step].none : words[step].nobody} />}>
          {items => <View {...role('list')}>{items.map(p => <ListRow key={p.personId} text={p.name} note={`${p.unitName} · 工号 ${p.employeeNo}`} />)}</View>}
        </PagedList>
      </Card>
      <View className='note'>{mode === 'anonymous' ? '名单只说谁报了名、谁领了卷。谁交了答卷，没有人看得到，所以不能催交，只能提醒大家。' : '名单只说谁填了、谁没填；保密问卷里看不到谁填了什么。'}</View>
    </View>
  )
}

/** Who has answered and who has not, to remind people 催办. */
export const PeoplePart = (props: PeoplePartProps) => {
  const loaded = useLoad(() => call('members', 'units', {}), [])
  return <LoadedView loaded={loaded} rows={4}>{({ units }) => <List {...props} units={units} />}</LoadedView>
}
