import { papers } from '../../types/paper'
import { serve } from '../_kit/serve'
import { handlers } from './handlers'

export const served = serve('papers', papers, handlers)
