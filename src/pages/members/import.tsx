import { useRouter } from '@tarojs/taro'
import { ForRoles } from '../../components/for-roles'
import { Imports } from './imports'
import { OneImport } from './one-import'
import './members.scss'

/** Rosters from Excel: all imports so far and the way to a new one; or, with `id`, one of them. */
export default function ImportPage() {
  const { id } = useRouter().params
  return <ForRoles wide title='名册导入' roles={['staff']}>{me => id ? <OneImport id={id} /> : <Imports me={me} />}</ForRoles>
}
