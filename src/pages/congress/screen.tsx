import { useRouter } from '@tarojs/taro'
import { SessionGate } from '../../components/session-gate'
import { ScreenView } from './screen-view'

/** The hall's big screen. */
export default function ScreenPage() {
  const { id = '' } = useRouter().params
  return <SessionGate>{() => <ScreenView key={id} id={id} />}</SessionGate>
}
