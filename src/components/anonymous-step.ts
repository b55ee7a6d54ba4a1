import { surveyStateWords } from '../../domain/survey/life'
import type { MySurvey } from '../../types/survey'
import { isComplete, paperOf, readKey } from '../services/credentials'
import type { Meaning } from './state-tag'

/** What an anonymous survey wants of me now; whether I have answered is known to this phone alone. */
export interface AnonymousStep {
  tag: { text: string; meaning?: Meaning }
  go: string
  /** It is my turn: the sentence on 首页. */
  asks?: string
}

const LOOK = '查看'

/** @param person personKey(me) */
export const anonymousStep = (s: MySurvey, person: string): AnonymousStep => {
  const paper = paperOf(person, s._id)?.paper
  const whole = paper !== undefined && isComplete(paper)
  const plain = (text: string): AnonymousStep => ({ tag: { text }, go: LOOK })
  const settled = (text: string): AnonymousStep => ({ tag: { text, meaning: 'done' }, go: LOOK })
  const turn = (text: string, go: string, asks: string): AnonymousStep => ({ tag: { text, meaning: 'waiting' }, go, asks })
  switch (s.state) {
    case 'joining': return s.joined ? settled('已报名') : turn('待报名', '去报名', '匿名问卷请您报名')
    case 'drawing':
      if (!s.joined) return plain('没有报名')
      if (whole) return settled('已领卷')
      return readKey(person, s._id) ? turn('待领卷', '去领卷', '匿名问卷请您领答卷') : plain('用另一部手机报的名')
    case 'sealing': return whole ? settled('已领卷，等签封') : plain(s.joined ? '没有领卷' : '没有报名')
    case 'open':
      if (!whole) return plain(s.joined ? '没有领卷' : '没有报名')
      return paper.ballot ? settled('已投入票箱') : turn('待作答', '去作答', '匿名问卷请您作答')
    default: return plain(surveyStateWords[s.state])
  }
}
