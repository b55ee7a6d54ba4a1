import { View } from '@tarojs/components'
import type { MotionRules } from '../../../types/motion-rules'
import { TickRow } from '../../components/choice'
import type { MotionDraft } from '../../components/motion-draft'
import { Notice } from '../../components/notice'
import { Chooser } from './chooser'

export interface InviteStepProps {
  draft: MotionDraft
  rules: Pick<MotionRules, 'needed' | 'otherDelegation' | 'filers'>
  onChange: (patch: Partial<MotionDraft>) => void
}

/** Whom to ask, and in whose name. Asking nobody yet is allowed: more can be asked after it was sent. */
export const InviteStep = ({ draft, rules, onChange }: InviteStepProps) => (
  <View className='stack'>
    <Notice
      meaning='waiting'
      title={rules.needed > 0 ? `有 ${rules.needed} 位代表附议，才能提交给工会` : '本单位不要求附议，也可以邀请几位代表'}
      text={rules.otherDelegation ? '附议人须来自其他代表团。可以多邀请几位，发出以后也能再邀请。' : '可以多邀请几位，发出以后也能再邀请。'}
    />
    <View className='entry choice'>
      <TickRow text='让所有代表看到，可以主动附议' note='会出现在各位代表的“征集附议”里' checked={draft.open} onChange={open => onChange({ open })} />
      {rules.filers === 'both' ? (
        <TickRow text='以代表团名义提出' note='您是联系人，答复后由您评价' checked={draft.asDelegation} onChange={asDelegation => onChange({ asDelegation })} />
      ) : null}
    </View>
    <Chooser chosen={draft.invite} onChange={invite => onChange({ invite })} />
  </View>
)
