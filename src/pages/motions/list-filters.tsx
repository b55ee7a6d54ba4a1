import { motionStateWords } from '../../../domain/motion-graph'
import { sessionWords } from '../../../domain/words-number'
import { motionCategoryWords, optionsOf } from '../../../domain/words'
import type { MotionCategory, MotionState } from '../../../types/motion-life'
import { Filters } from '../../components/filters'
import { UnitFilter } from '../../components/unit-field'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'

export interface ListFilter {
  state?: MotionState
  category?: MotionCategory
  session?: string
  unitId?: string
}

// A draft is its writer's own; nobody else has a list with drafts in it.
const states = optionsOf(motionStateWords).filter(o => o.value !== 'draft')
const categories = optionsOf(motionCategoryWords)

export interface ListFiltersProps {
  tenant?: string
  value: ListFilter
  onChange: (patch: ListFilter) => void
}

/** Narrows the list of motions: each filter alone, or several together. */
export const ListFilters = ({ tenant, value, onChange }: ListFiltersProps) => {
  const sessions = useLoad(() => call('motions', 'sessions', { tenant }), [tenant]).data?.sessions ?? []
  // The tree that one may read is one's own: the departments of another enterprise are not in it.
  const tree = useLoad(async () => tenant ? undefined : call('members', 'units', {}), [tenant]).data
  const units = tree?.units.filter(u => u.tenantId !== u._id) ?? []
  return (
    <>
      <Filters label='状态' options={states} value={value.state} onChange={state => onChange({ state })} />
      <Filters label='类别' options={categories} value={value.category} onChange={category => onChange({ category })} />
      <Filters label='届次' options={sessions.map(s => ({ value: s, text: sessionWords(s) }))} value={value.session} onChange={session => onChange({ session })} />
      {units.length > 0 ? <UnitFilter label='主办部门' units={units} value={value.unitId} onChange={unitId => onChange({ unitId })} /> : null}
    </>
  )
}
