import type { congress } from '../../types/congress'
import type { Handlers } from '../_kit/serve'
import { batchActs } from './batches'
import { checkIns } from './check-in'
import { halls } from './now'
import { rehearsals } from './rehearse'
import { rolls } from './roll'
import { roundActs } from './rounds'
import { ruleActs } from './rules'
import { screens } from './screen'
import { voteActs } from './votes'

const hall = { ...checkIns, ...rolls, ...halls, ...screens, ...roundActs, ...voteActs, ...batchActs, ...rehearsals }

export const handlers = { ...ruleActs, ...hall } as Handlers<typeof congress>
