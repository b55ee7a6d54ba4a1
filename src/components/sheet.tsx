import { View } from '@tarojs/components'
import { useRef, type ReactNode } from 'react'
import { role } from './aria'
import { Button } from './button'
import { Icon } from './icon'
import { Tap } from './tap'
import { useDialogFocus } from './dialog-focus'
import './sheet.scss'

export interface SheetProps {
  title: string
  onClose: () => void
  children: ReactNode
  /** Acts that stay in sight at the foot. */
  foot?: ReactNode
}

/** Whoever double-taps the button that opens it does not mean to close it. */
const DOUBLE_TAP_MS = 400

/** Comes up over the page for one small choice; on a desktop a box in the middle. Render it only while it is open. */
export const Sheet = ({ title, onClose, children, foot }: SheetProps) => {
  useDialogFocus(onClose)
  const openedAt = useRef(Date.now())
  return (
    <View className='sheet' {...role('dialog')} ariaModal ariaLabel={title} catchMove>
      <View className='sheet-shade' onClick={() => { if (Date.now() - openedAt.current > DOUBLE_TAP_MS) onClose() }} />
      <View className='sheet-box'>
        <View className='sheet-head'>
          <View className='heading' {...role('heading')}>{title}</View>
          <Tap label='关闭' className='sheet-close' onTap={onClose}><Icon name='close' /></Tap>
        </View>
        <View className='sheet-body'>{children}</View>
        {foot ? <View className='sheet-foot'>{foot}</View> : null}
      </View>
    </View>
  )
}

export interface ConfirmProps {
  /** The question: 删除这份草稿？ */
  title: string
  /** What will happen, and whether it can be taken back. */
  text: string
  /** The act's own verb, never 确定. */
  yes: string
  no?: string
  danger?: boolean
  busy?: boolean
  onYes: () => void
  onNo: () => void
}

/** Asks before something that cannot be taken back. */
export const Confirm = ({ title, text, yes, no = '先不', danger, busy, onYes, onNo }: ConfirmProps) => (
  <Sheet
    title={title}
    onClose={onNo}
    foot={(
      <View className='stack-tight'>
        <Button kind={danger ? 'danger' : 'main'} text={yes} busy={busy} wide onTap={onYes} />
        <Button kind='bare' text={no} wide onTap={onNo} />
      </View>
    )}
  >
    <View className='body'>{text}</View>
  </Sheet>
)
