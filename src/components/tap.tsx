import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { role } from './aria'

export interface TapProps {
  /** What a screen reader says; absent = the text inside. */
  label?: string
  onTap: () => void
  children: ReactNode
  className?: string
  id?: string
  disabled?: boolean
  role?: 'button' | 'radio' | 'checkbox' | 'tab' | 'link'
  /** For radio and checkbox. */
  checked?: boolean
  /** For a tab. */
  selected?: boolean
  /** For a button that opens something in place. */
  expanded?: boolean
}

/** Anything that can be tapped: one control with a name, a role and a state. The browser's twin is tap.h5.tsx. */
export const Tap = (p: TapProps) => (
  <View
    {...role(p.role ?? 'button')}
    ariaLabel={p.label}
    ariaDisabled={p.disabled}
    ariaChecked={p.checked}
    ariaSelected={p.selected}
    ariaExpanded={p.expanded}
    id={p.id}
    className={`tap ${p.className ?? ''}`}
    hoverClass={p.disabled ? 'none' : 'tap-pressed'}
    hoverStayTime={80}
    onClick={p.disabled ? undefined : p.onTap}
  >
    {p.children}
  </View>
)
