import type { ReactNode } from 'react'
import { ExactText } from './date-text.tsx'
import style from './timeline.module.css'

export interface TimelineEntry {
  key: string
  at: string
  what: ReactNode
  who?: ReactNode
}

/** What happened to one thing, newest first: when, who, what. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className={style.timeline}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <p>{entry.what}</p>
          <p className={style.when}>
            <ExactText at={entry.at} />
            {entry.who && <> · {entry.who}</>}
          </p>
        </li>
      ))}
    </ol>
  )
}
