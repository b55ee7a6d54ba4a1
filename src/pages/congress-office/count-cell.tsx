import { Input, View } from '@tarojs/components'
import './office.scss'

const inBrowser = process.env.TARO_ENV === 'h5'

/** One small box for a number in a table; its name is said, not shown, since row and column say it. */
export const CountCell = ({ name, value, onChange }: { name: string; value: string; onChange: (value: string) => void }) => (
  <View className='entry entry-line cell'>
    <Input
      {...(inBrowser ? { nativeProps: { 'aria-label': name } } : { ariaLabel: name })}
      className='entry-input' type='number' value={value} maxlength={4} onInput={e => onChange(e.detail.value)}
    />
  </View>
)
