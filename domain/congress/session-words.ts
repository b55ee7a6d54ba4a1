import type { Session } from '../../types/congress-session'
import { chineseNumber } from '../words-number'
import { sessionKindWords } from './words'

/** 第六届职工代表大会第二次会议; a joint meeting is of a term too: 第六届职工代表大会第一次联席会议. */
export const sessionName = (s: Pick<Session, 'term' | 'no' | 'kind'>): string =>
  s.kind === 'joint' ? `第${chineseNumber(s.term)}届职工代表大会第${chineseNumber(s.no)}次联席会议` : `第${chineseNumber(s.term)}届${sessionKindWords[s.kind]}第${chineseNumber(s.no)}次会议`
