import type { FieldErrors } from './form'
import { Notice } from './notice'

/** Beside the button of a long form, whose fields are out of sight: the first thing that is to be mended. */
export const StillWrong = ({ errors }: { errors: FieldErrors }) => {
  const first = Object.values(errors).find(Boolean)
  return first ? <Notice meaning='attention' title={first} /> : null
}
