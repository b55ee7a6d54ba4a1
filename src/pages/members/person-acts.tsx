import Taro from '@tarojs/taro'
import type { Person } from '../../../types/member'
import { Button } from '../../components/button'

const go = (page: string, person: Person, tenant?: string) =>
  void Taro.navigateTo({ url: `/pages/members/${page}?id=${person._id}${tenant ? `&tenant=${tenant}` : ''}` })

/** The acts that lead to a form. For units below, only their first union office can be set up from above. */
export const PersonActs = ({ person, tenant, own }: { person: Person; tenant?: string; own: boolean }) => (
  <>
    <Button id='grant' kind='main' wide text='授予身份' label={`授予${person.name}身份`} onTap={() => go('grant', person, tenant)} />
    {own ? <Button id='edit' wide icon='pen' text='修改资料' label={`修改${person.name}的资料`} onTap={() => go('person-edit', person)} /> : null}
  </>
)
