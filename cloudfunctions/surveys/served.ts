import { surveys } from '../../types/survey'
import { serve } from '../_kit/serve'
import { answering } from './answering'
import { joining } from './joining'
import { making } from './making'
import { publishing } from './publishing'
import { sealing } from './sealing'
import { seeing } from './seeing'
import { turnouts } from './turnouts'

export const handlers = { ...making, ...publishing, ...turnouts, ...seeing, ...answering, ...joining, ...sealing }

export const served = serve('surveys', surveys, handlers)
