import type { ReactNode } from 'react'
import style from './band.module.css'

/** A striped line above everything: this is not the usual place, or something must be done before long. */
export function Band({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <aside className={style.band}>
      <p>{children}</p>
      {action}
    </aside>
  )
}
