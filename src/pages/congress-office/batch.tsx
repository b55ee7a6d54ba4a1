import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { batchProblem, differenceRows, figureRows, type FigureRow } from '../../../domain/congress/round-tally'
import { timeWords } from '../../../domain/words-time'
import type { Batch, Round } from '../../../types/congress-round'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page'
import { StateTag } from '../../components/state-tag'
import { StatusLine } from '../../components/status-line'
import { Table, type Column } from '../../components/table'
import { TextArea } from '../../components/text-field'
import { ActTrouble, LoadedView } from '../../components/trouble'
import { call } from '../../services/call'
import { personKey, type Me } from '../../services/session'
import { useAct } from '../../services/use-act'
import { useDraft } from '../../services/use-draft'
import { useLoad } from '../../services/use-load'
import { batchState } from './batches-card'
import { BatchForm } from './batch-form'
import { emptyBatch, entryOf, typedProblem, valuesOf, type BatchValues } from './batch-values'
import { WithMe } from './with-me'
import './office.scss'

interface Held { round: Round; batch: Batch | undefined; no: number }

/** For a show of hands: how many were there when it was opened. */
const handsOf = (round: Round): number | null => round.way === 'hands' ? round.present : null

const problemOf = (round: Round, v: BatchValues): string | null =>
  typedProblem(round.question, v, round.way === 'hands') ?? batchProblem(round.question, entryOf(round.question, v, handsOf(round)))

const Enter = ({ me, round, no, onDone }: { me: Me; round: Round; no: number; onDone: () => void }) => {
  const draft = useDraft<BatchValues>(personKey(me), 'batch', `${round._id}.${no}`, emptyBatch(round.question))
  const [tried, setTried] = useState(false)
  const problem = problemOf(round, draft.data)
  const send = useAct(async () => {
    await call('congress', 'batchEnter', { roundId: round._id, no, entry: entryOf(round.question, draft.data, handsOf(round)) })
    draft.drop()
    onDone()
  })
  return (
    <View className='stack'>
      <Card title='我数的结果'>
        <View className='stack'>
          <View className='note'>请自己数、自己填，不要看另一位的数。空着的格子按 0 算。</View>
          <BatchForm question={round.question} v={draft.data} hands={round.way === 'hands'} set={draft.change} />
          {draft.savedAt ? <StatusLine meaning='done' text={`已存在这台设备 ${timeWords(draft.savedAt)}`} /> : null}
        </View>
      </Card>
      <ActTrouble error={send.error} />
      {tried && problem ? <Notice meaning='attention' title={problem} /> : null}
      <Button id='enter' kind='main' wide text='录入' busy={send.busy} busyText='正在录入…' onTap={() => { setTried(true); if (!problem) void send.run() }} />
    </View>
  )
}

const columns = (names: readonly string[]): Column<FigureRow>[] => [
  { key: 'name', title: '项目', grow: 2, cell: d => d.name },
  ...names.map((name, i) => ({ key: `${i}`, title: name, grow: 1, cell: (d: FigureRow) => d.figures[i] })),
]

/** Where the two differ, side by side, and what is right after counting again together. */
const Settle = ({ me, round, batch, onDone }: { me: Me; round: Round; batch: Batch; onDone: () => void }) => {
  const mine = batch.entries.find(e => e.personId === me.personId)?.entry
  const [a, b] = batch.entries
  const [v, setV] = useState<BatchValues>(() => mine ? valuesOf(round.question, mine) : emptyBatch(round.question))
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const problem = problemOf(round, v) ?? (note.trim().length < 2 ? '请写明怎样核对的，至少 2 个字' : null)
  const send = useAct(async () => {
    await call('congress', 'batchSettle', { roundId: round._id, no: batch.no, rev: batch.rev, entry: entryOf(round.question, v, handsOf(round)), note: note.trim() })
    onDone()
  })
  if (!a?.entry || !b?.entry || !mine) return <Notice meaning='attention' title='两次录入不一致' text='请由录入的两位监票人一起核对。' />
  const rows = differenceRows(round.question, a.entry, b.entry)
  return (
    <View className='stack'>
      <Card title={`两次录入有 ${rows.length} 处不一致`} flush>
        <Table label='不一致的地方' columns={columns(batch.entries.map(e => e.name))} rows={rows} keyOf={d => d.name} nameOf={d => d.name} />
      </Card>
      <Card title='一起重新数过，应当是'>
        <View className='stack'>
          <BatchForm question={round.question} v={v} hands={round.way === 'hands'} set={patch => setV(now => ({ ...now, ...patch }))} />
          <TextArea id='settle-note' low label='核对说明' max={500} value={note} onChange={setNote} />
        </View>
      </Card>
      <ActTrouble error={send.error} />
      {tried && problem ? <Notice meaning='attention' title={problem} /> : null}
      <Button id='settle' kind='main' wide text='核对一致' busy={send.busy} onTap={() => { setTried(true); if (!problem) void send.run() }} />
    </View>
  )
}

/** What was entered, and what counts after both have counted again. */
const Figures = ({ round, batch }: { round: Round; batch: Batch }) => {
  const entries = batch.entries.flatMap(e => e.entry ? [{ name: `${e.name}录入`, entry: e.entry }] : [])
  const shown = batch.settled && batch.note ? [...entries, { name: '核对后', entry: batch.settled }] : entries
  if (shown.length === 0) return null
  const rows = figureRows(round.question, shown.map(s => s.entry))
  return <Card title='录入的数' flush><Table label='录入的数' columns={columns(shown.map(s => s.name))} rows={rows} keyOf={d => d.name} nameOf={d => d.name} /></Card>
}

const Shown = ({ me, held: { round, batch, no }, onDone }: { me: Me; held: Held; onDone: (words: string) => void }) => {
  const entered = batch?.entries.some(e => e.personId === me.personId) ?? false
  const live = round.state === 'closing'
  if (live && batch && entered && !batch.settled && batch.entries.length >= 2) return <Settle key={batch.rev} me={me} round={round} batch={batch} onDone={() => onDone('已核对一致')} />
  if (live && !entered && (batch?.entries.length ?? 0) < 2) return <Enter key={`${round._id}.${no}`} me={me} round={round} no={no} onDone={() => onDone('已录入')} />
  if (!batch) return <Notice meaning='attention' title='这一批还没有录入' />
  return (
    <View className='stack'>
      {batch.entries.length < 2 ? <Notice meaning='waiting' title='您已录入，等另一位监票人录入' text='两遍一致就自动算数；不一致的，会列出差别让您们一起核对。' /> : null}
      {batch.note ? <Notice meaning='done' title={`核对说明：${batch.note}`} /> : null}
      <Figures round={round} batch={batch} />
      <View><Button text='回到这一轮' onTap={() => void Taro.navigateBack()} /></View>
    </View>
  )
}

const One = ({ me, roundId, no }: { me: Me; roundId: string; no: number }) => {
  const [done, setDone] = useState<string>()
  const loaded = useLoad<Held>(async () => {
    const { round, batches } = await call('congress', 'round', { roundId })
    return { round, batch: batches.find(b => b.no === no), no }
  }, [roundId, no, me.personId])
  return (
    <Page wide title='录入计票'>
      <LoadedView loaded={loaded} rows={5}>
        {held => (
          <View className='stack'>
            <View className='stack-tight'>
              <View className='wrap'>
                {held.batch ? <StateTag {...batchState(held.batch)} /> : null}
                <View className='note'>{held.round.way === 'hands' ? '举手表决' : `第 ${no} 批 · 这一轮共发出纸质票 ${held.round.papers} 张`}</View>
              </View>
              <View className='title' {...role('heading')}>{held.round.title}</View>
            </View>
            {done ? <Notice meaning='done' title={done} /> : null}
            <Shown me={me} held={held} onDone={words => { setDone(words); void loaded.reload() }} />
          </View>
        )}
      </LoadedView>
    </Page>
  )
}

/** One batch of paper ballots 纸质票批次, entered independently by two scrutineers. */
export default function BatchPage() {
  const { round = '', no = '1' } = useRouter().params
  return <WithMe title='录入计票'>{me => <One key={`${round}.${no}.${me.personId}`} me={me} roundId={round} no={Number(no) || 1} />}</WithMe>
}
