import { View } from '@tarojs/components'
import { useState } from 'react'
import { waysOf } from '../../../domain/congress/ways'
import { wayWords } from '../../../domain/congress/words'
import type { CongressRules } from '../../../types/congress-rules'
import type { Matter } from '../../../types/congress-session'
import type { Candidate, Way } from '../../../types/congress-vote'
import { Button } from '../../components/button'
import { Choice, TickRow } from '../../components/choice'
import { Field } from '../../components/field'
import { plain, useForm, type FieldErrors } from '../../components/form'
import { lastRound } from '../../components/matter-state'
import { Notice } from '../../components/notice'
import { Sheet } from '../../components/sheet'
import { TextArea, TextField } from '../../components/text-field'
import { ActTrouble } from '../../components/trouble'
import { call } from '../../services/call'
import { useAct } from '../../services/use-act'

interface Values { way: Way; by: 'phones' | 'papers'; why: string; seats: string; candidates: string[] }

const bys = [
  { value: 'phones', text: '用手机投', note: '先领票，再投票；没有手机的发纸质票，或到写票处' },
  { value: 'papers', text: '全部用纸质票', note: '截止后由两位监票人各录入一遍' },
] as const

const wayNotes: Record<Way, string> = { secret: '谁也看不出哪张票是谁的，每个人都能查自己的票', named: '代表用自己的手机投，结果公布每人怎样投', hands: '当场数票，由两个人各录入一遍' }

const wrong = (again: boolean, most: number | undefined) => (v: Values): FieldErrors => {
  const seats = Number(plain(v.seats))
  return {
    ...(again && v.why.trim().length < 2 ? { why: '请写明为什么再次表决，至少 2 个字' } : {}),
    ...(most !== undefined && !(Number.isInteger(seats) && seats >= 1 && seats <= most) ? { seats: `请填写 1 到 ${most}` } : {}),
    ...(most !== undefined && v.candidates.length === 0 ? { candidates: '请至少选一位候选人' } : {}),
  }
}

/** Why the last round calls for another, as a start for the reason. */
const reasonOf = (matter: Matter): string => {
  switch (lastRound(matter)?.decision?.outcome) {
    case 'runoff': return '末位得票相同，在得票相同的人中再次投票'
    case 'short': return '当选人数不足，缺额另行选举'
    default: return ''
  }
}

/** The witness 见证方 cannot be asked: what it means to go on without. */
const Alone = ({ busy, onYes }: { busy: boolean; onYes: () => void }) => (
  <Notice
    meaning='attention' title='不请见证方，由本单位工会一家签发？'
    text='这样也没有人能看出谁投了什么，但如果签发方作弊，可以冒用没有投票的人的名额添票，只能靠核对公布的领票名单和实到人数发现。手机和大屏上都会写明“单一签发方”。'
    act={<Button id='single' text='由一家签发，开始领票' busy={busy} onTap={onYes} />}
  />
)

export interface OpenRoundProps {
  matter: Matter
  rules: CongressRules
  onOpened: (roundId: string) => void
  onClose: () => void
}

/** Opens a round: how it is voted, and for another round why, for how many seats and among whom. */
export const OpenRound = ({ matter, rules, onOpened, onClose }: OpenRoundProps) => {
  const last = lastRound(matter)
  const runoff = last?.decision?.runoff ?? null
  const question = matter.question
  const pool: readonly Candidate[] = question?.kind === 'elect' ? runoff?.candidates ?? question.candidates : []
  const most = last && question?.kind === 'elect' ? runoff?.seats ?? question.seats : undefined
  const ways = waysOf(matter.kind, rules)
  const no = matter.rounds.length + 1
  const [alone, setAlone] = useState(false)
  const open = useAct(async (v: Values, single: boolean) => {
    const narrowed = most === undefined ? {} : { seats: Number(plain(v.seats)), candidates: v.candidates }
    const round = await call('congress', 'roundOpen', { matterId: matter._id, no, way: v.way, why: v.why.trim(), ...narrowed, ...(v.way === 'secret' && v.by === 'phones' ? { phones: true, single } : {}) })
    onOpened(round._id)
  })
  const [start] = useState<Values>({ way: ways.includes(matter.way) ? matter.way : ways[0] ?? 'named', by: 'phones', why: reasonOf(matter), seats: String(most ?? 1), candidates: pool.map(c => c.id) })
  const form = useForm(start, wrong(last !== undefined, most), open.error)
  const { values: v, errors, set } = form
  const phones = v.way === 'secret' && v.by === 'phones'
  return (
    <Sheet
      title={last ? `${matter.title}：第 ${no} 轮` : `开始表决：${matter.title}`} onClose={onClose}
      foot={<Button id='open-round' kind='main' wide text={phones ? '开始领票' : '开始表决'} busy={open.busy} busyText='正在开始…' onTap={() => { if (form.ready()) void open.run(v, alone) }} />}
    >
      <View className='stack'>
        <View className='body'>开始的这一刻定下实到人数并核对法定人数；之后进场的，这一轮不能投。</View>
        {last?.decision ? <Notice meaning='waiting' title={last.decision.sentence} /> : null}
        <ActTrouble error={open.error?.field ? undefined : open.error} />
        {open.error?.code === 'WITNESS_DOWN' ? <Alone busy={open.busy} onYes={() => { setAlone(true); void open.run(v, true) }} /> : null}
        <Choice label='表决方式' options={ways.map(value => ({ value, text: wayWords[value], note: wayNotes[value] }))} value={v.way} error={errors.way} onChange={way => set({ way })} />
        {v.way === 'secret' ? <Choice label='怎样投' options={bys} value={v.by} onChange={by => set({ by })} /> : null}
        {last ? <TextArea id='round-why' low label='为什么再次表决' max={200} value={v.why} error={errors.why} onChange={why => set({ why })} /> : null}
        {most === undefined ? null : (
          <>
            <TextField id='round-seats' type='number' label='应选几人' value={v.seats} error={errors.seats} onChange={seats => set({ seats })} />
            <Field label='候选人' error={errors.candidates}>
              <View className='entry choice'>
                {pool.map(c => <TickRow key={c.id} text={c.name} checked={v.candidates.includes(c.id)} onChange={on => set({ candidates: pool.map(x => x.id).filter(id => id === c.id ? on : v.candidates.includes(id)) })} />)}
              </View>
            </Field>
          </>
        )}
      </View>
    </Sheet>
  )
}
