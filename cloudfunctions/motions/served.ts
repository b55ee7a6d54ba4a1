import { motions } from '../../types/motion'
import { serve } from '../_kit/serve'
import { acts } from './acts'
import { living } from './living'
import { merits } from './merits'
import { lists } from './queues'
import { reads } from './reads'
import { rules } from './rules'
import { alike } from './similar'
import { statistics } from './stats'

export const handlers = { ...acts, ...living, ...reads, ...lists, ...alike, ...rules, ...statistics, ...merits }

export const served = serve('motions', motions, handlers)
