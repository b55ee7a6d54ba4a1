import { useRef } from 'react'
import type { Input, Output } from '../../types/api'
import { call } from '../services/call'
import { newId } from '../services/new-id'
import { TakePaper, type Paper } from './take-paper'

export type ListWanted = Omit<Input<'papers', 'motionList'>, 'key'>

/** Asks step by step until the list is made; a step that got lost is made again under the same key. */
export const gathered = async (step: () => Promise<Output<'papers', 'motionList'>>, unit: string, say: (words: string) => void): Promise<Paper> => {
  for (;;) {
    const { fileName, done, base64, url } = await step()
    if (base64 !== undefined) return { fileName, base64 }
    if (url !== undefined) return { fileName, url }
    say(`正在整理，已有 ${done} ${unit}…`)
  }
}

/** A list of motions as a workbook, however long; goes on where it stopped when the network comes back. */
export const TakeList = ({ text, wanted }: { text: string; wanted: ListWanted }) => {
  const begun = useRef<{ wanted: string; key: string }>()
  const ask = async (say: (words: string) => void) => {
    const what = JSON.stringify(wanted)
    if (begun.current?.wanted !== what) begun.current = { wanted: what, key: await newId() }
    const { key } = begun.current
    const paper = await gathered(() => call('papers', 'motionList', { ...wanted, key }), '件', say)
    // Asked for once more, it is a new list of what there is then.
    begun.current = undefined
    return paper
  }
  return <TakePaper id='take-list' text={text} ask={ask} />
}
