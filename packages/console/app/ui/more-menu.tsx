import type { ReactNode } from 'react'
import { Link } from 'react-router'
import button from './button.module.css'
import { classes } from './classes.ts'
import { ChevronIcon } from './icons.tsx'
import style from './more-menu.module.css'
import { useDismiss } from './use-dismiss.ts'

export interface MenuEntry {
  to: string
  label: ReactNode
}

/** Ways to other pages that do not deserve a button of their own; they are links, so they stay a list of links. */
export function MoreMenu({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  const box = useDismiss()
  return (
    <details ref={box} className={style.more}>
      <summary className={classes(button.button, button.secondary)}>
        <span>{label}</span>
        <ChevronIcon />
      </summary>
      <ul className={style.entries}>
        {entries.map((entry) => (
          <li key={entry.to}>
            <Link to={entry.to}>{entry.label}</Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
