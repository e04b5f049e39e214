import type { ReactNode } from 'react'
import style from './narrow-only.module.css'

/** What a cell takes in on a phone, where the column that says it has left the table. */
export function NarrowOnly({ children }: { children: ReactNode }) {
  return <span className={style.narrow}>{children}</span>
}
