import { View } from '@tarojs/components'
import { role } from '../../components/aria'

/** The privacy notice, version PRIVACY_VERSION of types/member.ts: whoever changes a word here raises that version. */
const sentences = [
  '职代通里有您的姓名、工号、手机号、单位和代表身份，由本单位工会提供，只用来认出您、让您参加民主管理。',
  '单位可以登记代表的性别，只用来核对女职工代表的比例，只有工会工作人员和您自己看得到；不登记也可以。',
  '您写的提案、附议和办理经过会作为民主管理的记录保存。',
  '您答的问卷照问卷开头写明的方式保存：实名的，工会工作人员看得到是谁答的；保密的，答案不和姓名放在一起。',
  '手机号只有您自己看得到全部，别人看到的中间四位是星号。',
  '这些内容不用于广告，也不交给与本单位民主管理无关的人。',
  '您随时可以在“我的”里导出自己的数据、解除绑定，或者申请注销。',
]

export const PrivacyText = () => (
  <View className='stack-tight' {...role('list')} ariaLabel='隐私说明'>
    {sentences.map(s => (
      <View key={s} className='privacy-line' {...role('listitem')}>
        <View className='privacy-dot' ariaHidden />
        <View className='body'>{s}</View>
      </View>
    ))}
  </View>
)
