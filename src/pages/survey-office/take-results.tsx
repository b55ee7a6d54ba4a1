import { View } from '@tarojs/components'
import { useRef } from 'react'
import type { GroupRef } from '../../../types/survey-results'
import { gathered } from '../../components/take-list'
import { TakePaper } from '../../components/take-paper'
import { call } from '../../services/call'
import { newId } from '../../services/new-id'

/** The answers as a workbook, and a report to print. */
export const TakeResults = ({ id, only, staff }: { id: string; only: GroupRef | undefined; staff: boolean }) => {
  const key = useRef<Promise<string>>()
  const list = async (say: (words: string) => void) => {
    const begun = await (key.current ??= newId())
    const paper = await gathered(() => call('papers', 'surveyList', { id, key: begun }), '份', say)
    // Asked for once more, it is a new list of what there is then.
    key.current = undefined
    return paper
  }
  return (
    <View className='wide-row'>
      <TakePaper id='survey-report' text='打印版报告（PDF）' ask={() => call('papers', 'surveyReport', { id, only })} />
      {staff ? <TakePaper id='survey-list' text='导出全部回答（Excel）' ask={list} /> : null}
    </View>
  )
}
