import Taro from '@tarojs/taro'
import { whenWords } from '../../../domain/words-time'
import { Button } from '../../components/button'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { host } from '../../services/host'
import { useMe, type Me } from '../../services/session'
import { ScanFromPhone } from './scan-from-phone'
import { SignInCode } from './sign-in-code'
import './members.scss'

const SignedIn = ({ me }: { me: Me }) => (
  <Notice
    meaning='done'
    title={`已登录：您是${me.name}`}
    text={me.until ? `登录到 ${whenWords(me.until, Date.now())}，之后要再扫一次。` : undefined}
    act={<Button id='home' text='去首页' onTap={() => void Taro.switchTab({ url: '/pages/home/index' })} />}
  />
)

const InBrowser = () => {
  const { me } = useMe()
  return host.web?.signedIn() && me && me.state !== 'visitor' ? <SignedIn me={me} /> : <SignInCode />
}

/** In a browser: the code to be scanned. On the phone: how to get there, and the camera. */
export default function SignIn() {
  return <Page title='网页登录'>{host.kind === 'h5' ? <InBrowser /> : <ScanFromPhone />}</Page>
}
