import type { PublicRound } from '../../../types/ballot'
import type { NoticeProps } from '../../components/notice'
import type { HeldPaper } from '../../services/credentials'
import type { Stage } from './stage'

export type Words = Pick<NoticeProps, 'meaning' | 'title' | 'text'>

/** How the pages of a secret ballot speak: of votes in a hall, or of answers to a survey. */
export interface Wording {
  /** What it means for the voter now; null = something else is shown. */
  of(stage: Stage, shown: PublicRound, held: HeldPaper | undefined): Words | null
  /** Drawing, writing, casting, finding. */
  steps: readonly [string, string, string, string]
  notDrawn: string
  /** While it waits for its moment, at most so many seconds. */
  mixing(delay: number): Words
  /** Its moment is over, and no answer has come. */
  underWay: Words
  /** What to do with the 校验码. */
  compare: string
  /** Where the 短码 comes from, and what it cannot do. */
  shortCode: string
  forget: { title: string; found: string; notFound: string }
  evidence: string
  single: { title: string; text: string }
  /** What is protected and what is not 五句实话; docs/threat-model.md says the same at length. */
  truths(single: boolean): string[]
}
