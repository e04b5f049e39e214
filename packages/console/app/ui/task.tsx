import type { ReactNode } from 'react'
import style from './task.module.css'

/** A task on its own page: one column of 640 px, and what it comes to beside it where there is room. */
export function Task({ children, summary }: { children: ReactNode; summary?: ReactNode }) {
  return (
    <div className={style.task}>
      <div className={style.column}>{children}</div>
      {summary && <aside className={style.summary}>{summary}</aside>}
    </div>
  )
}

/** A part of a page under its own heading. */
export function Section({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className={style.section}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** Things below each other with the page's own distance. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className={style.stack}>{children}</div>
}

/** Buttons beside each other; the main one first. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={style.actions}>{children}</div>
}
