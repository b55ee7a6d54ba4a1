import { View } from '@tarojs/components'
import { previewOf } from '../../../domain/notice/build'
import { templateOf } from '../../../domain/notice/templates'
import { noticeKindWords } from '../../../domain/notice/words'
import type { NoticeEdit } from '../../../types/notice'
import { role } from '../../components/aria'
import { Card } from '../../components/card'
import { linkVerb } from '../../components/notice-link'
import { StateTag } from '../../components/state-tag'
import { WechatCard } from './wechat-card'

/** What a person will have before them: in the inbox, and from WeChat. */
export const Preview = ({ edit }: { edit: Pick<NoticeEdit, 'kind' | 'title' | 'text' | 'mustConfirm' | 'link' | 'message'> }) => (
  <View className='stack' {...role('region')} ariaLabel='预览'>
    <Card title='“通知”里看到的'>
      <View className='stack-tight'>
        {edit.mustConfirm ? <View className='wrap'><StateTag text='请确认已知悉' meaning='attention' /></View> : null}
        <View className='heading'>{edit.title || '（还没有标题）'}</View>
        <View className='note'>{noticeKindWords[edit.kind]}</View>
        {edit.text ? <View className='body written'>{edit.text}</View> : null}
        {edit.link || edit.mustConfirm ? (
          <View className='note'>下面有按钮：{[edit.link ? `“${linkVerb(edit.link)}”` : '', edit.mustConfirm ? '“已知悉”' : ''].filter(Boolean).join('、')}</View>
        ) : null}
      </View>
    </Card>
    {edit.message ? <Card title='微信里收到的'><WechatCard title={templateOf(edit.message.template).title} fields={previewOf(edit.message.template, edit.message.values)} /></Card> : null}
  </View>
)
