import { notices } from '../../types/notice'
import { serve } from '../_kit/serve'
import { credit } from './credit'
import { making } from './making'
import { mine } from './mine'
import { results } from './results'
import { sending } from './sending'

export const handlers = { ...mine, ...credit, ...making, ...sending, ...results }

export const served = serve('notices', notices, handlers)
