import { motions } from '../../types/motion'
import { serve } from '../_kit/serve'
import { acts } from './acts'
import { reads } from './reads'

export const handlers = { ...acts, ...reads }

export const served = serve('motions', motions, handlers)
