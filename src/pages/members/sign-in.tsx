import { Page } from '../../components/page'
import { host } from '../../services/host'
import { ScanFromPhone } from './scan-from-phone'
import { SignInCode } from './sign-in-code'
import './members.scss'

/** In a browser: the code to be scanned. On the phone: how to get there, and the camera. */
export default function SignIn() {
  return <Page title='网页登录'>{host.kind === 'h5' ? <SignInCode /> : <ScanFromPhone />}</Page>
}
