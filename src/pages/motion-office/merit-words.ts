import type { MeritState } from '../../../types/motion-merits'
import type { Meaning } from '../../components/state-tag'

export const meritMeanings: Record<MeritState, Meaning> = { nominated: 'waiting', publicized: 'waiting', awarded: 'done', declined: 'plain', withdrawn: 'refused' }

/** A mean in tenths as people read it: 86.5. */
export const pointsWords = (tenths: number): string => (tenths / 10).toFixed(1)

/** What was done to a nomination, in its history. */
export const meritActWords: Record<string, string> = {
  nominate: '推荐参评', recommend: '推荐到上级', announce: '公示', decline: '未入选', award: '表彰', withdraw: '撤销',
}
