import type { Motion } from '../types/motion'
import type { Merit } from '../types/motion-merits'
import { replyCodeWords } from './motion-words'
import { Refusal } from './refusal'

/**
 * What a jury is shown of a motion 优秀提案: what was wanted and what came of it, without the proposer's name; where it was
 * published 公开, the words from which private parts were taken out, since juries of the units above read it too.
 */
export function meritOf(m: Motion, year: number): Pick<Merit, 'motionId' | 'year' | 'number' | 'title' | 'proposal' | 'outcome' | 'category'> {
  const reply = m.replies.filter(r => r.signedAt !== null).at(-1)
  if ((m.state !== 'closed' && m.state !== 'archived') || !reply) throw new Refusal('WRONG_STATE', '只有已经办结的立案提案才能推荐评优')
  return {
    motionId: m._id, year, number: m.number, title: m.published?.title ?? m.title, proposal: m.published?.proposal ?? m.proposal, category: m.category,
    outcome: `${replyCodeWords[reply.code]}：${m.published?.reply ?? reply.text}`.slice(0, 1000),
  }
}

/** The mean of the jury's scores in tenths of a point; null without any. */
export const meanOf = (scores: readonly number[]): number | null =>
  scores.length ? Math.round((scores.reduce((a, b) => a + b, 0) * 10) / scores.length) : null
