import { surveys } from '../../types/survey'
import { serve } from '../_kit/serve'
import { answering } from './answering'
import { making } from './making'
import { publishing } from './publishing'
import { seeing } from './seeing'
import { turnouts } from './turnouts'

export const handlers = { ...making, ...publishing, ...turnouts, ...seeing, ...answering }

export const served = serve('surveys', surveys, handlers)
