import { binding } from './handlers/binding'
import { files } from './handlers/files'
import { imports } from './handlers/imports'
import { memberships } from './handlers/memberships'
import { people } from './handlers/people'
import { privacy } from './handlers/privacy'
import { trial } from './handlers/trial'
import { units } from './handlers/units'
import { webSignIn } from './handlers/web-sign-in'
import { who } from './handlers/who'

export const handlers = { ...who, ...binding, ...trial, ...webSignIn, ...units, ...people, ...memberships, ...privacy, ...imports, ...files }
