import { members } from '../../types/member'
import { serve } from '../_kit/serve'
import { handlers } from './handlers'

export const served = serve('members', members, handlers)
