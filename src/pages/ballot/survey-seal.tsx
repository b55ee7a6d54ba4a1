import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { SurveyRound } from '../../../types/survey-ballot'
import { role } from '../../components/aria'
import { Card, ListRow } from '../../components/card'
import { ErrorState, Loading } from '../../components/feedback'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { SessionGate } from '../../components/session-gate'
import { surveyRoundNote, surveyRoundWords } from '../../components/survey-rounds'
import { StateTag } from '../../components/state-tag'
import { readLines } from '../../services/box'
import { call, toCallError } from '../../services/call'
import { readSealKey } from '../../services/credentials'
import { personKey, type Me } from '../../services/session'
import { pubOf } from './keys'
import { register } from './seal-key'
import { EVERY_MS, LEAST, Sealing } from './sealing'
import { surveyWords } from './survey-words'
import { useFollow } from './use-follow'
import type { SealDesk } from './use-seal'

const TITLE = '监票签封'

const deskOf = (id: string): SealDesk => ({
  words: surveyWords,
  toSeal: async roundId => {
    const { file, ...given } = await call('surveys', 'toSeal', { id, roundId })
    return file ? { ...given, lines: await readLines(file) } : given
  },
  seal: signed => call('surveys', 'seal', { id, ...signed }),
  opening: ({ present, issued, incomplete }) => [`报名名册 ${present} 人`, `领到答卷 ${issued} 人`, ...(incomplete ? [`没有领全 ${incomplete} 人`] : [])],
  final: ({ size, tally }) => [`票箱里 ${size} 份答卷`, `有效 ${tally.valid} 份`],
  asks: ['报名和领卷的人数，和您知道的单位人数合得上吗？有没有人替别人报名？校验码和另一位监票人手机上的一样吗？都对，再签。', '份数这部手机已经用票箱里的每一份答卷重新数过。都对，再签。'],
})

/** The keys stand in the papers from then on. */
const isSetUp = (rounds: readonly SurveyRound[]): boolean => rounds.some(r => r.state !== 'preparing')

/** Until the papers are set up a scrutineer may come, and come back with another phone; afterwards the keys stand. */
const follow = async (me: Me, id: string) => {
  const person = personKey(me)
  const now = await call('surveys', 'rounds', { id })
  const secret = readSealKey(person, id)
  const mine = now.keys.find(k => k.personId === me.personId)
  if (isSetUp(now.rounds) || (secret && mine?.pub === pubOf(secret))) return { ...now, secret, mine: mine !== undefined }
  try {
    const made = await register(person, id, pub => call('surveys', 'sealKey', { id, pub }))
    return { ...await call('surveys', 'rounds', { id }), secret: made.secret, mine: true }
  } catch (error) {
    // The papers were set up between the two questions.
    if (toCallError(error).kind !== 'refusal' || !mine) throw error
    return { ...now, secret, mine: true }
  }
}

type Following = Awaited<ReturnType<typeof follow>>

const Keys = ({ keys }: Pick<Following, 'keys'>) => (
  <Notice
    meaning={keys.length >= LEAST ? 'done' : 'waiting'} title={`签封密钥已登记：${keys.map(k => k.name).join('、')}`}
    text={keys.length >= LEAST ? '密钥只在您这部手机上。问卷统计以前请不要换手机、不要删除本小程序。' : `还须 ${LEAST - keys.length} 位监票人打开这一页登记，领卷才能开始。`}
  />
)

/** What I am asked to sign of this round now. */
const mineToSign = (round: SurveyRound, me: Me): 0 | 1 | null => {
  const mine = round.scrutineers.find(s => s.personId === me.personId)
  if (!mine) return null
  if (round.state === 'drawn') return mine.opening ? null : 0
  return round.state === 'closing' && !mine.final ? 1 : null
}

const waitWords = (rounds: readonly SurveyRound[]): string => {
  const some = (...states: SurveyRound['state'][]) => rounds.some(r => states.includes(r.state))
  if (!isSetUp(rounds)) return '领卷还没有开始。到了领卷时间，票箱会自动设好。'
  if (some('drawing')) return '正在领卷。领卷结束后，请回到这一页核对名单、签封。'
  if (some('drawn', 'closing')) return '您要签的都签了。还没有签的监票人见下面。'
  if (some('open')) return '正在作答。问卷结束后，请回到这一页核对票箱、签封。'
  return '都签封完毕，不用再做什么。'
}

const Rounds = ({ rounds }: { rounds: readonly SurveyRound[] }) => rounds.length === 0 ? null : (
  <Card title='票箱' flush>
    <View {...role('list')}>
      {rounds.map(r => <ListRow key={r.roundId} text={r.name} note={surveyRoundNote(r)} tag={<StateTag {...surveyRoundWords[r.state]} />} />)}
    </View>
  </Card>
)

const Seal = ({ me, id }: { me: Me; id: string }) => {
  const { data, error, refresh } = useFollow(() => follow(me, id), EVERY_MS, `${personKey(me)}${id}`)
  if (!data) return <Page title={TITLE}>{error ? <ErrorState error={error} onRetry={() => void refresh()} /> : <Loading rows={3} />}</Page>
  const { rounds, keys, title, waits, secret, mine } = data
  const waiting = rounds.filter(r => mineToSign(r, me) !== null)
  const [round] = waiting
  const n = round ? mineToSign(round, me) : null
  return (
    <Page title={TITLE}>
      <View className='stack'>
        <View className='title' {...role('heading')}>{title}</View>
        {keys.length > 0 && !isSetUp(rounds) ? <Keys keys={keys} /> : null}
        {waits ? <Notice meaning='attention' title='领卷还没有开始' text={waits} /> : null}
        {isSetUp(rounds) && !mine ? <Notice meaning='waiting' title='您不是这份问卷的监票人' text='开始领卷以前，您还没有登记签封密钥。' /> : null}
        {round && n !== null && !secret ? <Notice meaning='attention' title='请用登记时的那部手机签封' text='这份问卷登记的是您另一部手机上的签封密钥。' /> : null}
        {round && n !== null && secret ? (
          <>
            {waiting.length > 1 ? <View className='body'>还有 {waiting.length} 个票箱等您签封，签好一个自动到下一个。</View> : null}
            <Sealing key={`${round.roundId}${n}`} desk={deskOf(id)} roundId={round.roundId} n={n} title={`${n === 0 ? '领卷签封' : '票箱签封'}：${round.name}`} secret={secret} onDone={() => void refresh()} />
          </>
        ) : <View className='body'>{waitWords(rounds)}</View>}
        <Rounds rounds={rounds} />
      </View>
    </Page>
  )
}

/** A scrutineer 监票人 of an anonymous survey: gets ready, and then signs every round that waits. */
export default function SurveySealPage() {
  const { id = '' } = useRouter().params
  return <SessionGate>{me => <Seal key={`${id}${me.personId ?? ''}`} me={me} id={id} />}</SessionGate>
}
