import type { congress } from '../../types/congress'
import type { Handlers } from '../_kit/serve'
import { matterActs } from './matters'
import { opinionActs } from './opinions'
import { paperActs } from './papers'
import { ruleActs } from './rules'
import { sessionActs } from './session-acts'
import { sessions } from './sessions'
import { waitingActs } from './waiting'

export const handlers = { ...ruleActs, ...sessions, ...sessionActs, ...matterActs, ...paperActs, ...opinionActs, ...waitingActs } as Handlers<typeof congress>
