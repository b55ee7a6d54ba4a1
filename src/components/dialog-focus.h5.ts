import { useEffect, useRef } from 'react'

const controls = 'button, input, textarea, [tabindex="0"]'

/** Keeps the keyboard inside the topmost dialog, closes it on Escape, and goes back to where the person was. */
export const useDialogFocus = (onClose: () => void): void => {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement
    const dialogs = document.querySelectorAll<HTMLElement>('.sheet')
    const dialog = dialogs[dialogs.length - 1]
    const inside = () => [...dialog?.querySelectorAll<HTMLElement>(controls) ?? []]
    inside()[0]?.focus()
    const onKey = (e: KeyboardEvent) => {
      if (e.key === 'Escape') return close.current()
      if (e.key !== 'Tab') return
      const all = inside()
      const edge = e.shiftKey ? all[0] : all[all.length - 1]
      if (document.activeElement !== edge) return
      e.preventDefault()
      ;(e.shiftKey ? all[all.length - 1] : all[0])?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
}
