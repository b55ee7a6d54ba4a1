import { surveys } from '../../types/survey'
import { serve } from '../_kit/serve'
import { answering } from './answering'
import { making } from './making'
import { publishing } from './publishing'
import { seeing } from './seeing'
import { turnouts } from './turnouts'

export const handlers = { ...making, ...publishing, ...turnouts, ...seeing, ...answering }

const { join: _join, place: _place, sealKey: _sealKey, rounds: _rounds, toSeal: _toSeal, seal: _seal, toSealList: _toSealList, ...reached } = surveys

export const served = serve('surveys', reached, handlers)
