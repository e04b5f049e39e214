import type { ReactNode } from 'react'
import style from './empty-state.module.css'

interface EmptyStateProps {
  title: ReactNode
  children: ReactNode
  /** One button, and at most one link beside it. */
  action?: ReactNode
}

/** Nothing here yet, or nothing that matches: a title, a sentence, a way on. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={style.empty}>
      <h2>{title}</h2>
      <p className={style.sentence}>{children}</p>
      {action && <div className={style.action}>{action}</div>}
    </div>
  )
}
