import { View } from '@tarojs/components'
import type { FieldPreview } from '../../../types/notice-fields'

export interface WechatCardProps {
  title: string
  fields: readonly Pick<FieldPreview, 'name' | 'label' | 'value' | 'sent' | 'problem'>[]
}

/** A subscription message as WeChat's 服务通知 shows it. */
export const WechatCard = ({ title, fields }: WechatCardProps) => (
  <View className='wechat' ariaLabel={`微信提醒的样子：${title}`}>
    <View className='wechat-app'>职代通</View>
    <View className='wechat-title'>{title}</View>
    {fields.map(f => (
      <View key={f.name} className='wechat-field'>
        <View className='wechat-label'>{f.label}</View>
        <View className='wechat-value'>{f.problem ? f.value ? '（还不能发）' : '（还没有填）' : f.sent}</View>
      </View>
    ))}
    <View className='wechat-foot'>进入小程序查看</View>
  </View>
)
