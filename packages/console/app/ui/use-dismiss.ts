import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/**
 * Closes a `<details>` that opens over the page: on Esc, on a press elsewhere, and when one has gone somewhere, unless
 * something in it needs a look. What was opened before the scripts came stays open.
 */
export function useDismiss(needsLook = false) {
  const box = useRef<HTMLDetailsElement>(null)
  const { key } = useLocation()
  const shown = useRef(key)
  useEffect(() => {
    if (shown.current !== key && box.current) box.current.open = needsLook
    shown.current = key
  }, [key, needsLook])
  useEffect(() => {
    const close = (event: Event) => {
      const details = box.current
      if (!details?.open || event.composedPath().includes(details)) return
      details.open = false
    }
    const onKey = (event: KeyboardEvent) => {
      const details = box.current
      if (event.key !== 'Escape' || event.defaultPrevented || !details?.open) return
      event.preventDefault()
      details.open = false
      details.querySelector('summary')?.focus()
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('focusin', close)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('focusin', close)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  return box
}
