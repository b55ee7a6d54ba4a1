import { congress } from '../../types/congress'
import { serve } from '../_kit/serve'
import { handlers } from './handlers'

export const served = serve('congress', congress, handlers)
