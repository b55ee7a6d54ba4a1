import Taro from '@tarojs/taro'
import { untilWords } from '../../../domain/words-time'
import type { MySurvey } from '../../../types/survey'
import { personKey, type Me } from '../../services/session'
import { answerOut, type OutAnswer } from '../../services/survey-out'
import type { Task } from './waiting'

const open = (id: string) => () => void Taro.navigateTo({ url: `/pages/surveys/answer?id=${id}` })

/** Surveys 问卷 that wait for my answer, and answers that are still on this phone; the one that ends first comes first. */
export const surveyTasks = (me: Me, items: readonly MySurvey[], out: readonly OutAnswer[], now: number): Task[] => [
  ...out.filter(o => o.person === personKey(me) && o.state !== 'sent').map((o): Task => ({
    key: `out${o.surveyId}`, text: `问卷还没交上：${o.title}`, note: o.state === 'refused' ? o.message ?? '' : '已存在这部手机里，网络好了自动再交', go: '去看', open: open(o.surveyId),
  })),
  ...items.filter(s => s.state === 'open' && !s.answered && !answerOut(out, personKey(me), s._id)).map((s): Task => ({
    key: `survey${s._id}`, text: `请您填写问卷：${s.title}`, note: untilWords(s.endsAt, now), go: '去填写', open: open(s._id),
  })),
]
