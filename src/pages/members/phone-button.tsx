import { Button } from '@tarojs/components'

export interface PhoneButtonProps {
  busy: boolean
  /** What the server exchanges for the number. */
  onCode: (code: string) => void
  onDeclined: () => void
}

/** WeChat gives a phone number only to its own button, which asks for the privacy guide on the way. */
export const PhoneButton = ({ busy, onCode, onDeclined }: PhoneButtonProps) => (
  <Button
    id='phone'
    className='tap button button-main button-wide wx-button'
    openType='getPhoneNumber|agreePrivacyAuthorization'
    loading={busy}
    disabled={busy}
    onGetPhoneNumber={e => e.detail.code ? onCode(e.detail.code) : onDeclined()}
  >
    {busy ? '正在绑定…' : '微信手机号快捷验证'}
  </Button>
)
