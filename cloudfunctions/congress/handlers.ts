import { batchActs } from './batches'
import { checkIns } from './check-in'
import { electionActs } from './elections'
import { matterActs } from './matters'
import { halls } from './now'
import { opinionActs } from './opinions'
import { paperActs } from './papers'
import { rehearsals } from './rehearse'
import { rolls } from './roll'
import { roundActs } from './rounds'
import { ruleActs } from './rules'
import { screens } from './screen'
import { sessionActs } from './session-acts'
import { sessions } from './sessions'
import { termActs } from './terms'
import { voteActs } from './votes'
import { waitingActs } from './waiting'

const hall = { ...checkIns, ...rolls, ...halls, ...screens, ...roundActs, ...voteActs, ...batchActs, ...rehearsals }

export const handlers = { ...ruleActs, ...termActs, ...electionActs, ...sessions, ...sessionActs, ...matterActs, ...paperActs, ...opinionActs, ...waitingActs, ...hall }
