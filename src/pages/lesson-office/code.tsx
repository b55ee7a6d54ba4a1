import { useRouter } from '@tarojs/taro'
import { ForRoles } from '../../components/for-roles'
import { CodeView } from './code-view'

/** The changing code of a classroom training, for the projector. */
export default function CodePage() {
  const { id = '' } = useRouter().params
  return <ForRoles title='签到码' roles={['staff', 'instructor']}>{() => <CodeView key={id} id={id} />}</ForRoles>
}
