import { timeWords } from '../../../domain/words-time'
import { StatusLine } from '../../components/status-line'
import type { Saving } from './use-motion-draft'

/** Where what was typed is kept now. */
export const SavingLine = ({ status }: { status: Saving }) => {
  switch (status.state) {
    case 'new': return <StatusLine meaning='waiting' text='边写边自动保存，可以随时离开' />
    case 'saving': return <StatusLine meaning='waiting' text='正在保存…' />
    case 'saved': return <StatusLine meaning='done' text={`已保存草稿 ${timeWords(status.at)}`} />
    case 'offline': return <StatusLine meaning='offline' text='没有网络，已存在手机里，连上后自动保存' />
    case 'held': return <StatusLine meaning='attention' text='已存在手机里。有一处太长或有不能用的字，改好后会存到服务器' />
    case 'full': return <StatusLine meaning='attention' text='手机存储满了，新写的没有存下。请清理手机空间，先不要离开这一页' />
    case 'failed': return <StatusLine meaning='attention' text={`已存在手机里，还没有存到服务器：${status.message}`} />
  }
}
