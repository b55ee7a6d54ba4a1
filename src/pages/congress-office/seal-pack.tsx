import type { PartProps } from './session-part'

export const SealPack = (_: { p: PartProps }) => null
