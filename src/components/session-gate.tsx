import type { ReactNode } from 'react'
import { useMe, refreshMe, type Me } from '../services/session'
import { ErrorState, Loading } from './feedback'

/** Shows a page's content as soon as it is known who is looking, and what to do while it is not. */
export const SessionGate = ({ children }: { children: (me: Me) => ReactNode }) => {
  const { me, error } = useMe()
  if (me) return <>{children(me)}</>
  return error ? <ErrorState error={error} onRetry={() => void refreshMe()} /> : <Loading rows={4} />
}
