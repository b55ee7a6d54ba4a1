import type { PublicRound } from '../../../types/ballot'
import type { NoticeProps } from '../../components/notice'
import type { TimelineStep } from '../../components/timeline'
import type { HeldPaper } from '../../services/credentials'
import { isComplete } from './draw'
import { isAnswered } from './use-cast'

/** Where the voter is; `none`: this phone has no whole paper, and the draw is over. */
export type Stage = 'drawing' | 'ready' | 'marking' | 'tooLate' | 'none' | 'sending' | 'cast' | 'missed' | 'found' | 'dropped' | 'refused' | 'void'

const uncast = (shown: PublicRound): Stage => {
  if (shown.state === 'drawing' || shown.state === 'drawn') return 'ready'
  return shown.state === 'open' && shown.closesAt === null ? 'marking' : 'tooLate'
}

export const stageOf = (shown: PublicRound, held: HeldPaper | undefined): Stage => {
  if (shown.state === 'void') return 'void'
  if (!held || !isComplete(held)) return shown.state === 'drawing' ? 'drawing' : 'none'
  if (held.ballot === '') return uncast(shown)
  if (held.place !== null && held.place > 0) return 'found'
  if (held.refused) return 'refused'
  if (held.place === 0) return held.code ? 'dropped' : 'missed'
  return isAnswered(held) ? 'cast' : 'sending'
}

type Words = Pick<NoticeProps, 'meaning' | 'title' | 'text'>

const counting = (shown: PublicRound): string => shown.state === 'counted' ? '正在查验…' : '投票截止以前，谁也看不到结果。计票以后，这里可以查验您的票。'

/** What it means for the voter now, in plain words. */
export const wordsOf = (stage: Stage, shown: PublicRound, held: HeldPaper | undefined): Words | null => {
  switch (stage) {
    case 'drawing': return { meaning: 'waiting', title: '正在领票…', text: `向 ${held?.tokens.length ?? shown.issuers.length} 个签发方各领一份凭证，已领到 ${held?.tokens.filter(Boolean).length ?? 0} 份。请留在这一页，不用做什么。` }
    case 'ready': return { meaning: 'done', title: '领票 ✓', text: shown.state === 'drawn' ? '领票已经结束，监票人签封以后开始投票，选票会自动出现。' : '您的选票在这部手机里，请等主持人开始投票。这期间不要换手机、不要删除本小程序。' }
    case 'tooLate': return { meaning: 'attention', title: '写票已经截止', text: '这一轮您没有投票，按没有投票计。' }
    case 'none': return { meaning: 'attention', title: '这部手机没有这一轮的选票', text: '领票结束时没有领全，这一轮不能用这部手机投。下一轮请在开始领票前签到并打开会场页。' }
    case 'cast': return held!.undecided
      ? { meaning: 'attention', title: '您的票在截止前后才送到', text: `是否计入，以最后的票箱清单为准。${shown.state === 'counted' ? '正在查验…' : '计票以后这里会告诉您。'}` }
      : { meaning: 'done', title: '您的票已投入票箱', text: counting(shown) }
    case 'missed': return { meaning: 'attention', title: '您的票没有赶上', text: '它在截止前后才送到，票箱没有收下，这一轮没有计入。' }
    case 'found': return { meaning: 'done', title: `您的选票在票箱中，第 ${held!.place} 张`, text: `票箱里一共 ${held!.of} 张。这是您的手机自己对出来的，没有问过任何人“我的票”。` }
    case 'dropped': return { meaning: 'refused', title: '不在：请保留凭据并联系监票人', text: '票箱给过您回执，但最后的清单里没有您的票。凭据可以证明这一点，任何人都能核对。请先不要删除。' }
    case 'refused': return { meaning: 'refused', title: '这一票没有投成', text: held!.refused }
    case 'void': return { meaning: 'refused', title: '这一轮投票已作废', text: '已经投的票都不计。请等主持人另开一轮。' }
    case 'marking':
    case 'sending': return null
  }
}

const order = ['领票', '写票、核对', '投票', '查验'] as const

const reached: Record<Stage, number> = { drawing: 0, ready: 1, marking: 1, tooLate: 1, none: 0, sending: 2, cast: 3, missed: 3, found: 4, dropped: 3, refused: 2, void: 0 }
const broken: readonly Stage[] = ['tooLate', 'none', 'missed', 'dropped', 'refused', 'void']

/** The steps of a paper ballot, and how far this one is. */
export const stepsOf = (stage: Stage): TimelineStep[] => {
  const at = reached[stage]
  return order.map((text, i) => ({ key: text, text, state: i < at ? 'past' : i > at ? 'next' : broken.includes(stage) ? 'refused' : 'now' }))
}
