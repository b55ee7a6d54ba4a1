import { View } from '@tarojs/components'
import { Icon, type IconName } from './icon'
import { Tap } from './tap'
import './button.scss'

export interface ButtonProps {
  /** The words on the button and its name; a verb: 提交给工会. */
  text: string
  onTap: () => void
  /** `main`: the one act of the screen. `danger` takes something away. Default `quiet`. */
  kind?: 'main' | 'quiet' | 'danger' | 'bare'
  icon?: IconName
  /** Running: keeps its place and size, says so, ignores taps. */
  busy?: boolean
  /** What it says while running, 正在提交… */
  busyText?: string
  disabled?: boolean
  /** As wide as what holds it. */
  wide?: boolean
  /** A longer name for screen readers when the words alone are not clear: 接受附议：食堂延长供餐时间. */
  label?: string
  id?: string
}

export const Button = ({ text, onTap, kind = 'quiet', icon, busy, busyText, disabled, wide, label, id }: ButtonProps) => {
  const words = busy && busyText ? busyText : text
  return (
    <Tap
      id={id}
      label={busy ? words : label}
      className={`button button-${kind} ${wide ? 'button-wide' : ''} ${disabled ? 'button-off' : ''}`}
      disabled={disabled || busy}
      onTap={onTap}
    >
      {busy ? <View className='button-turning' ariaHidden /> : icon ? <Icon name={icon} /> : null}
      <View className='button-words'>{words}</View>
    </Tap>
  )
}
