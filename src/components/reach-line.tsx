import { call } from '../services/call'
import { useLoad } from '../services/use-load'
import type { Audience } from '../../types/survey'
import { StatusLine } from './status-line'

export interface ReachLineProps {
  area: 'surveys' | 'lessons'
  audience: Audience
  /** What so many people mean. */
  said: (people: number) => string
}

const counted = (area: ReachLineProps['area'], { units, roles, term }: Audience): Promise<{ people: number }> =>
  area === 'lessons' ? call('lessons', 'reach', { audience: { units, roles } }) : call('surveys', 'reach', { audience: { units, roles, term } })

/** How many people an audience is, counted as soon as it changes. */
export const ReachLine = ({ area, audience, said }: ReachLineProps) => {
  const { data, error } = useLoad(() => counted(area, audience), [JSON.stringify(audience)])
  if (data) return <StatusLine meaning={data.people > 0 ? 'done' : 'attention'} text={data.people > 0 ? said(data.people) : '没有符合条件的人，请放宽条件'} />
  return <StatusLine meaning={error ? 'attention' : 'waiting'} text={error ? error.message : '正在数有多少人…'} />
}
