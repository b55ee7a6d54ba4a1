import { members } from '../../types/member'
import { serve } from '../_kit/serve'
import { handlers } from './handlers'

const { importStart: _1, importWork: _2, importPreview: _3, importApply: _4, importUndo: _5, importDrop: _6, imports: _7, importTemplate: _8, ...known } = members

export const served = serve('members', known, handlers)
