import type { ReactNode } from 'react'
import style from './fold.module.css'

/** What few people need, folded away under its own words but not hidden; works without scripts. */
export function Fold({ title, open, children }: { title: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className={style.fold} open={open}>
      <summary className={style.title}>{title}</summary>
      <div className={style.content}>{children}</div>
    </details>
  )
}
