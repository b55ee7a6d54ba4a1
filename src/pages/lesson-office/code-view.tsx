import { View } from '@tarojs/components'
import { Page } from '../../components/page'
import { CodeFrame, useCode } from './code-frame'
import './office.scss'

/** On a phone the code fills the page: it can be held up to a small class. The browser's twin: code-view.h5.tsx. */
export const CodeView = ({ id }: { id: string }) => {
  const loaded = useCode(id)
  return <Page title='签到码'><View className='code-phone'><CodeFrame loaded={loaded} /></View></Page>
}
