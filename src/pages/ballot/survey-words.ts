import type { PublicRound } from '../../../types/ballot'
import type { Wording } from './wording'

const counting = (shown: PublicRound): string => shown.state === 'counted' ? '正在查验…' : '问卷结束、监票人签封以后才统计，这里可以查验您的答卷在不在票箱里。'

/** Answers to an anonymous survey 匿名问卷. */
export const surveyWords: Wording = {
  of(stage, shown, held) {
    switch (stage) {
      case 'drawing': return { meaning: 'waiting', title: '正在领答卷…', text: `向 ${held?.tokens.length ?? shown.issuers.length} 个签发方各领一份凭证，已领到 ${held?.tokens.filter(Boolean).length ?? 0} 份。请留在这一页，不用做什么。` }
      case 'ready': return { meaning: 'done', title: '答卷已领到', text: shown.state === 'drawn' ? '领卷已经结束。两名监票人核对名单、签封以后就可以作答，题目会自动出现。' : '空白答卷在这部手机里，到作答时间再打开这一页。这期间不要换手机、不要删除本小程序。' }
      case 'tooLate': return { meaning: 'attention', title: '作答已经截止', text: '您领了卷，没有作答。谁领了没答，没有人知道。' }
      case 'none': return { meaning: 'attention', title: '这部手机没有领到答卷', text: '领卷时间里没有领全，这一次不能作答。别人也不能冒用您的名额。' }
      case 'cast': return held!.undecided
        ? { meaning: 'attention', title: '您的答卷在截止前后才送到', text: `是否计入，以最后的票箱清单为准。${shown.state === 'counted' ? '正在查验…' : '统计以后这里会告诉您。'}` }
        : { meaning: 'done', title: '您的答卷已投入票箱', text: counting(shown) }
      case 'missed': return { meaning: 'attention', title: '您的答卷没有赶上', text: '它在截止前后才送到，票箱没有收下，没有计入。' }
      case 'found': return { meaning: 'done', title: `您的答卷在票箱中，第 ${held!.place} 份`, text: `票箱里一共 ${held!.of} 份。这是您的手机自己对出来的，没有问过任何人“我的答卷”。` }
      case 'dropped': return { meaning: 'refused', title: '不在：请保留凭据并联系监票人', text: '票箱给过您回执，但最后的清单里没有您的答卷。凭据可以证明这一点，任何人都能核对。请先不要删除。' }
      case 'refused': return { meaning: 'refused', title: '这份答卷没有交成', text: held!.refused }
      case 'void': return { meaning: 'refused', title: '您所在的票箱已作废', text: '领到卷的人太少，或者没有按时签封，这个票箱的答卷都不统计。' }
      case 'marking':
      case 'sending': return null
    }
  },
  steps: ['领答卷', '作答、核对', '投入票箱', '查验'],
  notDrawn: '还没有领到答卷',
  mixing: delay => ({ meaning: 'waiting', title: '答卷正在混入票箱', text: `您的答卷已经封好，会在 ${delay} 秒内挑一个时刻自动送出，这样没有人能从时间上认出它。这段时间里这部手机不读取别的内容。可以关上手机，下次打开会接着送。` }),
  underWay: { meaning: 'attention', title: '正在送往票箱，还没有收到回执', text: '答卷在这部手机里，会用同一份自动再送，不会算成两份。请连上网络，打开本小程序。' },
  compare: '请和同票箱的同事、监票人手机上的对一对：一样，说明大家拿到的是同一份题目、同一份名册；不一样请不要作答，告诉监票人。',
  shortCode: '票箱收到您的答卷以后给的。可以抄下来；用它找不到您的答卷，也看不出您答了什么。',
  forget: {
    title: '删除这份答卷的凭据？', found: '您已经查验过。删除以后，这部手机上再没有什么能说明您答了什么。不能恢复。',
    notFound: '您的答卷还没有查验到。删除以后就不能再查验，也不能投诉。不能恢复。',
  },
  evidence: '凭据里有您这份答卷的内容。交给监票人以前，请想好愿不愿意让他看到。',
  single: { title: '这份问卷只有一个签发方', text: '没有请见证方一起签发答卷。签发方如果作弊，可以添答卷，只能靠核对报名和领卷人数发现。' },
  truths: single => [
    '谁交了哪份答卷，拿到全部数据的人也对不上：领卷时知道您是谁，但看不到答卷；收卷时收到答卷，但不知道是谁的。',
    '没有人能冒答、改答卷、丢答卷而不被发现：每份答卷的指纹都公布，您可以查验自己的那份。答卷内容只有监票人核对时看得到，不带姓名。',
    single
      ? '这份问卷只有一个签发方：如果它作弊，可以冒用没有作答的人的名额添答卷。要靠核对报名和领卷人数来发现。'
      : '两个签发方要串通，才可能冒用没有作答的人的名额添答卷；发出多少、收回多少都公布。',
    '作答有好几天，手机不能像开会投票那样一直不联网：管服务器的人如果改动程序，记下网络地址和时间，仍可能猜出是谁的答卷。手机上的程序如果被人换过，也不能保证。',
    '写的话本身可能让人认出您：说到的事、习惯的说法。在旁边看着的人、逼您出示手机的人也防不住；人数很少或者全体一致的时候，结果本身就说明了一切。',
  ],
}
