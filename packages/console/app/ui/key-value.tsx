import type { ReactNode } from 'react'
import style from './key-value.module.css'

export interface Entry {
  key: string
  value: ReactNode
}

/** Facts about one thing, name and value. */
export function KeyValue({ entries }: { entries: readonly Entry[] }) {
  return (
    <dl className={style.list}>
      {entries.map((entry) => (
        <div key={entry.key}>
          <dt>{entry.key}</dt>
          <dd>{entry.value}</dd>
        </div>
      ))}
    </dl>
  )
}
