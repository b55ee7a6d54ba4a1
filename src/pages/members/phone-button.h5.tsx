import type { PhoneButtonProps } from './phone-button'

/** A browser has no number that anybody vouches for. */
export const PhoneButton = (_: PhoneButtonProps) => null
