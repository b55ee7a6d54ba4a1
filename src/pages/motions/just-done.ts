import { createStore } from '../../services/store'

/** What was done on the page of an act, for the motion's own page to say when the person comes back to it. */
export const justDone = createStore<{ id: string; words: string } | undefined>(undefined)
