import { View } from '@tarojs/components'
import { role } from '../../components/aria'
import { Button } from '../../components/button'
import { Card, ListRow } from '../../components/card'
import { Sheet } from '../../components/sheet'
import type { ActButton } from './acts'
import type { MotionActs } from './use-motion-acts'

/** Acts that fit side by side; more of them open over the page. */
const IN_BAR = 2

export interface ActBarProps {
  buttons: readonly ActButton[]
  acts: MotionActs
  onMore: () => void
}

/** The acts in the thumb's reach: the most wanted last, nearest to it. */
export const ActBar = ({ buttons, acts, onMore }: ActBarProps) => {
  const few = buttons.length <= IN_BAR
  const shown = few ? buttons : buttons.slice(0, 1)
  return (
    <>
      {few ? null : <Button id='more-acts' wide text='其他办法' label={`其他办法，还有 ${buttons.length - 1} 项`} onTap={onMore} />}
      {[...shown].reverse().map(b => (
        <Button
          key={b.act} id={b.act} wide
          kind={b.main && b === buttons[0] ? 'main' : 'quiet'}
          text={b.label}
          busy={acts.running === b.act}
          busyText={acts.slow ? '正在办，请稍等…' : '正在办…'}
          disabled={acts.running !== undefined && acts.running !== b.act}
          onTap={() => acts.begin(b)}
        />
      ))}
    </>
  )
}

/** All acts but the first, to choose from. */
export const MoreActs = ({ buttons, acts, onClose }: Omit<ActBarProps, 'onMore'> & { onClose: () => void }) => (
  <Sheet title='其他办法' onClose={onClose}>
    <Card flush>
      <View {...role('list')}>
        {buttons.slice(1).map(b => <ListRow key={b.act} text={b.label} onTap={() => { onClose(); acts.begin(b) }} />)}
      </View>
    </Card>
  </Sheet>
)
