import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { stepsOf, wrongAnswer, type Step } from '../../domain/survey/steps'
import type { Value, Values } from '../../types/survey-answers'
import type { Definition } from '../../types/survey-questions'
import type { Draft } from '../services/use-draft'

/** What is kept of an answer while it is written, whatever else is kept with it. */
export interface Walked {
  values: Values
  /** The step that is open; INTRO and REVIEW stand at the ends. */
  at: string
}

export const INTRO = 'intro'
export const REVIEW = 'review'

export type Errors = Partial<Record<string, string>>

const errorsIn = (step: Step, values: Values): Errors =>
  Object.fromEntries(step.questions.flatMap(({ q }) => {
    const wrong = wrongAnswer(q, values[q.key])
    return wrong ? [[q.key, wrong.message]] : []
  }))

export interface WalkRules {
  /** Something of this screen is still under way: it is not left. */
  held?: boolean
  /** Another screen was opened. */
  onOpen?: () => void
}

/** From the first word through the questions that these answers lead to, up to the review. */
export const useWalk = (definition: Definition, pace: 'question' | 'section', draft: Pick<Draft<Walked>, 'data' | 'change'>, { held = false, onOpen }: WalkRules = {}) => {
  const { values, at } = draft.data
  // A tap may come before the last answer is drawn; what was answered counts.
  const latest = useRef(values)
  latest.current = values
  const [tried, setTried] = useState<string>()
  const steps = stepsOf(definition, values, pace)
  const place = steps.findIndex(s => s.key === at)
  const step = steps[place]
  const reviewing = at === REVIEW

  const open = (key: string) => {
    setTried(undefined)
    onOpen?.()
    draft.change({ at: key })
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  const change = (key: string, next: (now: Value | undefined) => Value | undefined) => {
    const { [key]: before, ...others } = latest.current
    const value = next(before)
    latest.current = value === undefined ? others : { ...others, [key]: value }
    draft.change({ values: latest.current })
  }
  const next = () => {
    const now = stepsOf(definition, latest.current, pace)
    const here = now.findIndex(s => s.key === at)
    if (here < 0) return open(now[0]?.key ?? REVIEW)
    setTried(at)
    if (held) return
    const [first] = Object.keys(errorsIn(now[here]!, latest.current))
    if (first) return void Taro.pageScrollTo({ selector: `#field-${first}`, offsetTop: -72, duration: 0 })
    open(now[here + 1]?.key ?? REVIEW)
  }
  return {
    steps, place, step, reviewing, open, change, next,
    /** The first screen with something to mend. */
    wrong: steps.find(s => Object.keys(errorsIn(s, values)).length > 0),
    /** Going on was tried on this screen. */
    tried: step !== undefined && tried === step.key,
    errors: step && tried === step.key ? errorsIn(step, values) : {},
    opensSection: step !== undefined && steps[place - 1]?.section !== step.section,
    back: () => open((reviewing ? steps.at(-1)?.key : steps[place - 1]?.key) ?? INTRO),
    /** What the button that leads on says. */
    verb: !step ? '开始填写' : place === steps.length - 1 ? '核对' : step.questions.length > 1 ? '下一页' : '下一题',
  }
}
