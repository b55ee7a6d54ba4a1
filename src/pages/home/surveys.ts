import { untilWords } from '../../../domain/words-time'
import type { MySurvey } from '../../../types/survey'
import type { SealWait } from '../../../types/survey-ballot'
import { anonymousStep } from '../../components/anonymous-step'
import { sealWaitWords } from '../../components/seal-waits'
import { openAnonymous, openSurveySeal } from '../../components/survey-links'
import { castSurveys } from '../../services/credentials'
import { openPage } from '../../services/open-page'
import { personKey, type Me } from '../../services/session'
import { answerOut, type OutAnswer } from '../../services/survey-out'
import type { Task } from './waiting'

const open = (id: string) => () => void openPage(`/pages/surveys/answer?id=${id}`)

const anonymousTasks = (me: Me, items: readonly MySurvey[], now: number): Task[] => items.flatMap(s => {
  const { asks, go } = anonymousStep(s, personKey(me))
  const by = s.state === 'joining' ? s.anonymous?.drawFrom : s.state === 'drawing' ? s.anonymous?.answerFrom : s.endsAt
  return asks ? [{ key: `survey${s._id}`, text: `${asks}：${s.title}`, note: untilWords(by ?? s.endsAt, now), go, open: () => openAnonymous(s._id) }] : []
})

const LIVE: readonly MySurvey['state'][] = ['open', 'counting']

/** Cast, and over by now: whoever cast may look for the answers in the box. */
const toFind = (me: Me, items: readonly MySurvey[], now: number): Task[] => castSurveys(personKey(me), now)
  .filter(id => !items.some(s => s._id === id && LIVE.includes(s.state)))
  .map(id => ({ key: `find${id}`, text: '您的匿名答卷', note: '统计以后，可以查验它在不在票箱里', go: '去看', open: () => openAnonymous(id) }))

/** What waits for a scrutineer's signature. */
export const sealTasks = (items: readonly SealWait[], now: number): Task[] =>
  items.map(w => ({ key: `seal${w.id}${w.waits}`, text: `${sealWaitWords(w)}：${w.title}`, note: untilWords(w.until, now), go: '去办', open: () => openSurveySeal(w.id) }))

/** Surveys 问卷 that wait for my answer, and answers that are still on this phone; the one that ends first comes first. */
export const surveyTasks = (me: Me, items: readonly MySurvey[], out: readonly OutAnswer[], now: number): Task[] => [
  ...anonymousTasks(me, items.filter(s => s.mode === 'anonymous'), now),
  ...toFind(me, items, now),
  ...out.filter(o => o.person === personKey(me) && o.state !== 'sent').map((o): Task => ({
    key: `out${o.surveyId}`, text: `问卷还没交上：${o.title}`, note: o.state === 'refused' ? o.message ?? '' : '已存在这部手机里，网络好了自动再交', go: '去看', open: open(o.surveyId),
  })),
  ...items.filter(s => s.mode !== 'anonymous' && s.state === 'open' && !s.answered && !answerOut(out, personKey(me), s._id)).map((s): Task => ({
    key: `survey${s._id}`, text: `请您填写问卷：${s.title}`, note: untilWords(s.endsAt, now), go: '去填写', open: open(s._id),
  })),
]
