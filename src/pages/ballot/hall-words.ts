import type { PublicRound } from '../../../types/ballot'
import type { Wording } from './wording'

const counting = (shown: PublicRound): string => shown.state === 'counted' ? '正在查验…' : '投票截止以前，谁也看不到结果。计票以后，这里可以查验您的票。'

/** A vote in a hall. */
export const hallWords: Wording = {
  of(stage, shown, held) {
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
  },
  steps: ['领票', '写票、核对', '投票', '查验'],
  notDrawn: '还没有领到票',
  mixing: delay => ({ meaning: 'waiting', title: '投票正在混入票箱', text: `您的票已经封好，会在 ${delay} 秒内挑一个时刻自动送出，这样没有人能从先后顺序上认出它。可以关上手机，下次打开会接着送。` }),
  underWay: { meaning: 'attention', title: '正在送往票箱，还没有收到回执', text: '票在这部手机里，会用同一张票自动再送，不会算成两票。请连上网络，打开本小程序。' },
  compare: '和会场大屏上的一样才投；不一样请不要投，告诉监票人。',
  shortCode: '票箱收到您的票以后给的。可以抄下来；用它找不到您的票，也看不出您投了什么。',
  forget: {
    title: '删除这一轮的凭据？', found: '您已经查验过。删除以后，这部手机上再没有什么能说明您投了哪一票。不能恢复。',
    notFound: '您的票还没有查验到。删除以后就不能再查验，也不能投诉。不能恢复。',
  },
  evidence: '凭据里有您这张票的内容。交给监票人以前，请想好愿不愿意让他看到。',
  single: { title: '这一轮只有一个签发方', text: '没有请见证方一起签发选票。签发方如果作弊，可以添票，只能靠核对领票名单和实到人数发现。' },
  truths: single => [
    '谁投了哪一票，拿到全部数据的人也对不上：领票时知道您是谁，但看不到票；投票时收到票，但不知道是谁。',
    '没有人能冒投、改票、丢票、添票而不被发现：每张票都公布在票箱清单里，您可以查验自己的票，任何人都可以重新计票。',
    single
      ? '这一轮只有一个签发方：如果它作弊，可以冒用没有投票的人的名额添票。要靠大家核对公布的领票名单和实到人数来发现。'
      : '两个签发方要串通，才可能冒用没有投票的人的名额添票；领票名单和实到人数都公布，请和会场里的人对一对。',
    '管服务器的人如果改动程序，记下每部手机的网络地址和时间，仍可能猜出是谁的票；连会场的无线网络可以减小这个风险。手机上的程序如果被人换过，也不能保证。',
    '在您写票时站在旁边看的人，或者逼您出示手机的人，这套办法防不住；人数很少或者全体一致的时候，结果本身就说明了一切。',
  ],
}
