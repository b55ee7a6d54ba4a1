import type { congress } from '../../types/congress'
import type { Handlers } from '../_kit/serve'
import { ruleActs } from './rules'

export const handlers = { ...ruleActs } as Handlers<typeof congress>
