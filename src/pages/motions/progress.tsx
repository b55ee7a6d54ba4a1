import { View } from '@tarojs/components'
import { useState } from 'react'
import { acceptedOf } from '../../../domain/motion'
import { motionActWords } from '../../../domain/motion-graph'
import { stageOf, stagesOf, stageWords, turnOf, type Stage } from '../../../domain/motion-now'
import { dueWords, whenWords } from '../../../domain/words-time'
import type { Motion } from '../../../types/motion'
import { Button } from '../../components/button'
import { Timeline, type TimelineStep } from '../../components/timeline'

interface Props {
  motion: Motion
  now: number
}

/** The acts that end a stage. */
const ends: Record<Stage, readonly string[]> = {
  write: ['file'], cosign: ['submit', 'forsaken'], screen: ['admit', 'toOpinion', 'refuse', 'merge'], assign: ['assign', 'reassign'],
  handle: ['reply'], sign: ['sign'], rate: ['rate', 'lapse', 'settle'], answer: ['answerOpinion'], close: ['rate', 'lapse', 'settle', 'answerOpinion'],
}

const last = (m: Motion, acts: readonly string[]) => m.events.filter(e => acts.includes(e.act)).at(-1)

const pastNote = (m: Motion, stage: Stage, now: number): string | undefined => {
  const e = last(m, ends[stage])
  if (!e) return undefined
  const more = stage === 'cosign' ? `${acceptedOf(m)} 人附议` : stage === 'screen' && m.number ? `立案，编号 ${m.number}` : stage === 'assign' && m.lead ? `主办 ${m.lead.name}` : ''
  return [e.by, whenWords(e.at, now), more].filter(Boolean).join(' · ')
}

/** What an ending that is no success is called where the path stops. */
const cutWords: Partial<Record<Motion['state'], string>> = { refused: '审查：不予立案', merged: '审查：已并入另一件提案' }

const stepOf = (m: Motion, now: number, at: number) => (stage: Stage, i: number): TimelineStep => {
  const state = i < at ? 'past' : i === at ? 'now' : 'next'
  const cut = stage === 'screen' ? cutWords[m.state] : undefined
  return {
    key: stage,
    text: cut ?? stageWords[stage],
    state: cut && m.state === 'refused' ? 'refused' : state,
    note: state === 'past' ? pastNote(m, stage, now) : undefined,
  }
}

/** Stages that are behind it and shown at once; earlier ones, when they are several, are asked for, so that what comes now is in sight. */
const BEHIND = 2

const folded = (at: number) => at - BEHIND > 1 ? at - BEHIND : 0

/** From writing to the end: who has it now and how many days are left, what is behind, what comes next. */
export const Stand = ({ motion, now }: Props) => {
  const [whole, setWhole] = useState(false)
  const stages = stagesOf(motion)
  const stage = stageOf(motion)
  const at = stage === null ? stages.length : stages.indexOf(stage)
  const steps = stages.map(stepOf(motion, now, at))
  const hidden = whole ? 0 : folded(at)
  const turn = turnOf(motion)
  return (
    <View className='stack'>
      {turn ? (
        <View>
          <View className='body strong'>等{turn.who}{turn.what}</View>
          {turn.until === null ? null : <View className='note'>{dueWords(turn.until, now)}</View>}
        </View>
      ) : null}
      {hidden > 0 ? <View><Button kind='bare' text={`前面 ${hidden} 步已完成，看一看`} onTap={() => setWhole(true)} /></View> : null}
      <Timeline label='进展' steps={steps.slice(hidden)} />
    </View>
  )
}

/** Who did what when, the newest first. */
export const History = ({ motion, now }: Props) => (
  <Timeline
    label='经过'
    steps={[...motion.events].reverse().map((e, i) => ({
      key: String(motion.events.length - i),
      state: 'past' as const,
      text: `${e.by}：${motionActWords[e.act] ?? e.act}`,
      note: [whenWords(e.at, now), e.note].filter(Boolean).join(' · '),
    }))}
  />
)
