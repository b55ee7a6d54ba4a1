import type { NoticeAudience } from '../../../types/notice-fields'
import { ErrorState } from '../../components/feedback'
import { PeopleField } from '../../components/person-picker'
import { StatusLine } from '../../components/status-line'
import { call } from '../../services/call'
import { useLoad } from '../../services/use-load'
import { useState } from 'react'
import type { Chosen } from '../../components/chosen-field'

const MOST = 500

/** All pages of the named people, so that they can be shown by name. */
const namesOf = async (audience: NoticeAudience): Promise<Chosen[]> => {
  const found: Chosen[] = []
  for (let cursor: string | undefined, more = true; more;) {
    const { items, next } = await call('notices', 'people', { audience, cursor })
    found.push(...items.map(({ personId, name }) => ({ personId, name })))
    cursor = next
    more = next !== undefined
  }
  return found
}

interface PeopleListProps {
  audience: NoticeAudience
  /** null = nobody is left. */
  onChange: (audience: NoticeAudience | null) => void
}

/** People chosen one by one. Nobody is added before the others are there: whoever is not shown would be left out. */
export const PeopleList = ({ audience, onChange }: PeopleListProps) => {
  const [chosen, setChosen] = useState<Chosen[]>()
  const { data, error, reload } = useLoad(() => audience.kind === 'people' ? namesOf(audience) : Promise.resolve([]), [])
  const shown = chosen ?? data
  if (!shown) return error ? <ErrorState error={error} onRetry={() => void reload()} /> : <StatusLine meaning='waiting' text='正在读取选好的人…' />
  return (
    <PeopleField
      title='选人' empty='还没有选人。' chosen={shown} most={MOST}
      onChange={next => {
        setChosen(next)
        onChange(next.length > 0 ? { kind: 'people', people: next.map(c => c.personId) } : null)
      }}
    />
  )
}
