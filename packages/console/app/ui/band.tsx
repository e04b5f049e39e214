import type { ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import style from './band.module.css'

/** A striped line above everything: this is not the usual place, or something must be done before long. */
export function Band({ children, action }: { children: ReactNode; action?: ReactNode }) {
  const words = useWords()
  return (
    <aside className={style.band} aria-label={words('notice')}>
      <p>{children}</p>
      {action}
    </aside>
  )
}
