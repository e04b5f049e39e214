import { Link } from 'react-router'
import { useWords } from '../words/use-words.ts'
import style from './pager.module.css'
import { useHere } from './use-here.ts'

interface NextPagerProps {
  /** Where the next page starts; nothing on the last one. */
  next: string | null
  first: boolean
  firstLabel: string
  nextLabel: string
}

/** The way through a list that grows at its head: on, and back to the newest. `?page=` is where a page starts. */
export function NextPager({ next, first, firstLabel, nextLabel }: NextPagerProps) {
  const words = useWords()
  const here = useHere()
  if (first && next === null) return null
  return (
    <nav className={style.pager} aria-label={words('pages')}>
      <ul>
        {!first && (
          <li>
            <Link to={here({ page: null, open: null })}>{firstLabel}</Link>
          </li>
        )}
        {next !== null && (
          <li>
            <Link rel="next" to={here({ page: next, open: null })}>
              {nextLabel}
            </Link>
          </li>
        )}
      </ul>
    </nav>
  )
}
