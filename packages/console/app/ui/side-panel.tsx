import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Link, useNavigate } from 'react-router'
import { useWords } from '../words/use-words.ts'
import { CloseIcon, DownIcon, UpIcon } from './icons.tsx'
import style from './side-panel.module.css'
import { useHere } from './use-here.ts'

interface SidePanelProps {
  /** The row the panel shows, as in `?open=`. */
  row: string
  title: ReactNode
  /** The rows before and after, by key. */
  previous?: string | undefined
  next?: string | undefined
  children: ReactNode
}

/** One row in full, beside the list: not modal, its own address, Esc closes and gives the focus back to the row. */
export function SidePanel({ row, title, previous, next, children }: SidePanelProps) {
  const words = useWords()
  const here = useHere()
  const heading = useId()
  const closeTo = here({ open: null })
  const titleRef = useFocusOn(row)
  useEscape(row, closeTo)
  return (
    <aside className={style.panel} aria-labelledby={heading} data-side-panel>
      <header className={style.head}>
        <h2 id={heading} ref={titleRef} tabIndex={-1} className={style.title}>
          {title}
        </h2>
        <div className={style.tools}>
          {previous && (
            <Link
              to={here({ open: previous })}
              preventScrollReset
              aria-label={words('previous_row')}
              className={style.tool}
            >
              <UpIcon />
            </Link>
          )}
          {next && (
            <Link
              to={here({ open: next })}
              preventScrollReset
              aria-label={words('next_row')}
              className={style.tool}
            >
              <DownIcon />
            </Link>
          )}
          <Link to={closeTo} preventScrollReset aria-label={words('close_panel')} className={style.tool}>
            <CloseIcon />
          </Link>
        </div>
      </header>
      <div className={style.body}>{children}</div>
    </aside>
  )
}

/** Moves the focus to the panel when it opens on a row, but not when the page arrives with it open. */
function useFocusOn(row: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    if (opener instanceof HTMLElement && opener !== document.body && row)
      heading.current?.focus({ preventScroll: true })
  }, [row])
  return heading
}

function useEscape(row: string, closeTo: string) {
  const navigate = useNavigate()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      navigate(closeTo, { preventScrollReset: true })
      document.querySelector<HTMLElement>(`[data-open-row="${CSS.escape(row)}"]`)?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [row, closeTo, navigate])
}
