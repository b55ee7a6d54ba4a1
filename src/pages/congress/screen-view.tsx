import { Empty } from '../../components/feedback'
import { Page } from '../../components/page'

export interface ScreenViewProps {
  /** The session that is shown. */
  id: string
}

/** A phone is no big screen; it says where to open it. The browser's twin: screen-view.h5.tsx. */
export const ScreenView = (_: ScreenViewProps) => (
  <Page title='会场大屏'>
    <Empty title='大屏请在电脑上打开' text='在接投影的电脑上打开职代通网页版，扫码登录后，从会议页进入“会场大屏”。' />
  </Page>
)
