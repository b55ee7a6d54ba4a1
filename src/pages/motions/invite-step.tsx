import { View } from '@tarojs/components'
import { DEFAULT_COSIGNERS } from '../../../domain/motion'
import type { DelegateRow } from '../../../types/motion'
import { Notice } from '../../components/notice'
import { Chooser } from './chooser'

/** Whom to ask. Asking nobody yet is allowed: more can be asked after it was sent. */
export const InviteStep = ({ chosen, onChange }: { chosen: readonly DelegateRow[]; onChange: (chosen: DelegateRow[]) => void }) => (
  <View className='stack'>
    <Notice
      meaning='waiting'
      title={`有 ${DEFAULT_COSIGNERS} 位代表附议，才能提交给工会`}
      text='可以多邀请几位，发出以后也能再邀请。'
    />
    <Chooser chosen={chosen} onChange={onChange} />
  </View>
)
