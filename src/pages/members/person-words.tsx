import { rolesOn } from '../../../domain/membership'
import { roleWords } from '../../../domain/words'
import type { Person } from '../../../types/member'
import { StateTag } from '../../components/state-tag'

export const BoundTag = ({ bound }: { bound: boolean }) =>
  <StateTag text={bound ? '已绑定' : '未绑定'} meaning={bound ? 'done' : 'waiting'} />

/** Roles of today; everybody is a worker, so that is said only of those who are nothing else. */
export const roleLine = (person: Pick<Person, 'memberships'>, today: string): string => {
  const roles = rolesOn(person.memberships, today)
  const special = roles.filter(r => r !== 'worker')
  return (special.length > 0 ? special : roles).map(r => roleWords[r]).join('、')
}
