import type { TapProps } from './tap'

/** A real button: in a browser only that brings focus, Enter and Space, and the reader's own words for its state. */
export const Tap = (p: TapProps) => (
  <button
    type='button'
    role={p.role}
    aria-label={p.label}
    aria-disabled={p.disabled || undefined}
    aria-checked={p.checked}
    aria-selected={p.selected}
    aria-expanded={p.expanded}
    id={p.id}
    className={`tap tap-web ${p.className ?? ''}`}
    onClick={p.disabled ? undefined : p.onTap}
  >
    {p.children}
  </button>
)
