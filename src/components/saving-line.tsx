import { timeWords } from '../../domain/words-time'
import type { Saving } from '../services/use-saved-edit'
import { StatusLine } from './status-line'

const words = (s: Saving): { text: string; meaning: 'done' | 'waiting' | 'attention' } => {
  switch (s.state) {
    case 'saved': return { meaning: 'done', text: s.at ? `已保存 ${timeWords(s.at)}` : '边改边自动保存' }
    case 'saving': return { meaning: 'waiting', text: '正在保存…' }
    case 'unsaved': return { meaning: 'waiting', text: '已存在这台设备上，马上保存' }
    case 'invalid': return { meaning: 'attention', text: `还没保存：${s.message}` }
    case 'offline': return { meaning: 'attention', text: '没有连上，改的已存在这台设备上，连上后再改一处就会保存' }
    case 'refused': return { meaning: 'attention', text: `没有保存：${s.message}` }
  }
}

/** Whether what an editor holds is safe. */
export const SavingLine = ({ saving }: { saving: Saving }) => <StatusLine {...words(saving)} />
