import type { ReactNode } from 'react'
import { roleWords } from '../../domain/words'
import { Card } from './card'
import { Empty } from './feedback'
import { Page } from './page'
import { SessionGate } from './session-gate'
import { hasRole, useMe, type Me, type Role } from '../services/session'

export interface ForRolesProps {
  title: string
  roles: readonly Role[]
  /** As wide as the page that it guards, so that nothing jumps when it is let through. */
  wide?: boolean
  /** Brings its own Page. */
  children: (me: Me) => ReactNode
}

/** Lets the holders of certain roles in and tells everybody else whose page this is. */
export const ForRoles = ({ title, roles, wide, children }: ForRolesProps) => {
  const { me } = useMe()
  if (hasRole(me, ...roles)) return <>{children(me!)}</>
  return (
    <Page title={title} wide={wide}>
      <SessionGate>
        {() => (
          <Card>
            <Empty
              icon='people'
              title='这一页不在您的身份范围内'
              text={`这里由${roles.map(r => roleWords[r]).join('、')}使用。若您应当有这个身份，请联系本单位工会。`}
            />
          </Card>
        )}
      </SessionGate>
    </Page>
  )
}
