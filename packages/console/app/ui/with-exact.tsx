import { type ReactElement, useId, useRef } from 'react'
import style from './with-exact.module.css'

/** Shows the exact words on pointing and on focus; they can be pointed at and sent away with Esc. */
export function WithExact({ exact, children }: { exact: string; children: ReactElement }) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const words = useRef<HTMLSpanElement>(null)
  const show = () => showBelow(button.current, words.current)
  const hide = () => words.current?.hidePopover()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only follows the pointer and the focus of the button inside
    <span onPointerEnter={show} onPointerLeave={hide} onFocus={show} onBlur={hide}>
      <button ref={button} type="button" className={style.inexact} aria-describedby={id}>
        {children}
      </button>
      <span ref={words} id={id} role="tooltip" popover="auto" className={style.exact}>
        {exact}
      </span>
    </span>
  )
}

/** Opens above everything else, so that no table cuts it off, and inside the window. */
function showBelow(anchor: Element | null, popover: HTMLElement | null): void {
  if (!anchor || !popover || popover.matches(':popover-open')) return
  popover.showPopover()
  const { left, bottom } = anchor.getBoundingClientRect()
  const most = document.documentElement.clientWidth - popover.offsetWidth
  popover.style.left = `${Math.max(0, Math.min(left, most))}px`
  popover.style.top = `${bottom}px`
}
