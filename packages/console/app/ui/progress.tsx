import type { ReactNode } from 'react'
import style from './progress.module.css'

interface ProgressProps {
  /** The numbers in words: "81 of 194 done. You can leave this page." */
  sentence: string
  done: number
  total: number
  /** Stop, or leave. */
  actions?: ReactNode
}

/** How far a job is: numbers first, bar second, never a spinner. */
export function Progress({ sentence, done, total, actions }: ProgressProps) {
  return (
    <div className={style.progress}>
      <p role="status">{sentence}</p>
      <progress max={total} value={done} aria-label={sentence} />
      {actions && <div className={style.actions}>{actions}</div>}
    </div>
  )
}
