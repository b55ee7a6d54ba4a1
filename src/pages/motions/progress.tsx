import { acceptedOf } from '../../../domain/motion'
import { motionActWords } from '../../../domain/motion-graph'
import { whenWords } from '../../../domain/words-time'
import type { Motion } from '../../../types/motion'
import { Timeline, type TimelineStep } from '../../components/timeline'

interface Props {
  motion: Motion
  now: number
}

const order: readonly string[] = ['draft', 'cosigning']

/** From writing to the union: what is behind, who has it now, what comes next. */
export const Stand = ({ motion, now }: Props) => {
  const at = order.includes(motion.state) ? order.indexOf(motion.state) : order.length + 1
  const stateOf = (i: number): TimelineStep['state'] => i < at ? 'past' : i === at ? 'now' : 'next'
  const filed = motion.events.find(e => e.act === 'file')
  const steps: TimelineStep[] = [
    { key: 'draft', state: stateOf(0), text: '写提案', note: filed ? `${whenWords(filed.at, now)} 发出` : '由提案人写完发出' },
    { key: 'cosigning', state: stateOf(1), text: '代表附议', note: motion.state === 'draft' ? `需要 ${motion.needed} 人` : `已有 ${acceptedOf(motion)} 人，需要 ${motion.needed} 人` },
    { key: 'submitted', state: stateOf(2), text: '提交给工会', note: motion.submittedAt ? whenWords(motion.submittedAt, now) : '附议人数够了，由提案人提交' },
  ]
  return <Timeline label='进展' steps={steps} />
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
