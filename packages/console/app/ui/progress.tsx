import type { ReactNode } from 'react'
import style from './progress.module.css'
import { useSeldom } from './use-seldom.ts'

interface ProgressProps {
  /** The numbers in words: "81 of 194, about 10 seconds left". */
  sentence: string
  done: number
  total: number
  /** What stands below the bar. */
  note?: ReactNode
  /** Stop, or leave. */
  actions?: ReactNode
}

/** How often somebody who listens is told. */
const spokenEveryMs = 10_000

/** How far a job is: numbers first, bar second, never a spinner. Read out at most every ten seconds. */
export function Progress({ sentence, done, total, note, actions }: ProgressProps) {
  return (
    <div className={style.progress}>
      <p className={style.sentence}>{sentence}</p>
      <progress max={total} value={done} aria-label={sentence} />
      <p role="status" className={style.spoken}>
        {useSeldom(sentence, spokenEveryMs)}
      </p>
      {note && <p>{note}</p>}
      {actions && <div className={style.actions}>{actions}</div>}
    </div>
  )
}
