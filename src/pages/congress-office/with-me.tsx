import type { ReactNode } from 'react'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { useMe, type Me } from '../../services/session'

/** A page that brings its own frame as soon as it is known who looks; the server says what they may see. */
export const WithMe = ({ title, children }: { title: string; children: (me: Me) => ReactNode }) => {
  const { me } = useMe()
  return me ? <>{children(me)}</> : <Page wide title={title}><SessionGate>{() => null}</SessionGate></Page>
}
