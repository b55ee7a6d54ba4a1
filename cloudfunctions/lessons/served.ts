import { lessons } from '../../types/lesson'
import { serve } from '../_kit/serve'
import { banking } from './banking'
import { certifying } from './certifying'
import { counting } from './counting'
import { instructing } from './instructing'
import { learning } from './learning'
import { making } from './making'
import { publishing } from './publishing'
import { quizzing } from './quizzing'
import { speaking } from './speaking'
import { training } from './training'
import { uploading } from './uploading'
import { watching } from './watching'

export const handlers = {
  ...learning, ...watching, ...quizzing, ...certifying, ...speaking, ...making, ...publishing, ...uploading, ...banking, ...counting, ...instructing, ...training,
}

export const served = serve('lessons', lessons, handlers)
