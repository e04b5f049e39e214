import type { ReactNode } from 'react'
import style from './door.module.css'

interface DoorProps {
  /** Who speaks here: the vendor. */
  from: string
  children: ReactNode
  /** The last lines of the page: who offers this, how to reach them. */
  foot?: ReactNode
}

/** A page somebody opens from a letter, on a phone, with scripts off. */
export function Door({ from, children, foot }: DoorProps) {
  return (
    <div className={style.door}>
      <header className={style.from}>{from}</header>
      <main id="content" tabIndex={-1} className={style.sheet}>
        {children}
      </main>
      {foot && <footer className={style.foot}>{foot}</footer>}
    </div>
  )
}
