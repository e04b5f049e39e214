import type { ReactNode } from 'react'
import { ChevronIcon } from './icons.tsx'
import style from './pop-over.module.css'
import { useDismiss } from './use-dismiss.ts'

interface PopOverProps {
  title: ReactNode
  /** Opens upwards, where it stands at the bottom. */
  up?: boolean | undefined
  /** Opens towards the start of the line, where it stands at its end. */
  end?: boolean | undefined
  /** Something in it needs a look. */
  open?: boolean | undefined
  children: ReactNode
}

/** A button that opens a small box over the page; works without scripts, Esc and a press elsewhere close it. */
export function PopOver({ title, up, end, open, children }: PopOverProps) {
  const box = useDismiss(open)
  return (
    <details
      ref={box}
      className={style.box}
      open={open}
      data-up={up || undefined}
      data-end={end || undefined}
    >
      <summary className={style.summary}>
        {title}
        <ChevronIcon />
      </summary>
      <div className={style.content}>{children}</div>
    </details>
  )
}
