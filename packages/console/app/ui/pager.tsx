import { Link } from 'react-router'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './pager.module.css'
import { useHere } from './use-here.ts'

interface PagerProps {
  /** The first page is 1. */
  page: number
  perPage: number
  total: number
}

/** Where in the list this page is, and the pages beside it; nothing when everything is on one page. */
export function Pager({ page, perPage, total }: PagerProps) {
  const words = useWords()
  const format = useFormat()
  const here = useHere()
  if (total <= perPage) return null
  const from = (page - 1) * perPage + 1
  const to = Math.min(total, page * perPage)
  return (
    <nav className={style.pager} aria-label={words('pages')}>
      <p>
        {words('page_range', {
          from: format.number(from),
          to: format.number(to),
          total: format.number(total),
        })}
      </p>
      <ul>
        {page > 1 && (
          <li>
            <Link rel="prev" to={here({ page: page === 2 ? null : String(page - 1), open: null })}>
              {words('previous_page')}
            </Link>
          </li>
        )}
        {to < total && (
          <li>
            <Link rel="next" to={here({ page: String(page + 1), open: null })}>
              {words('next_page')}
            </Link>
          </li>
        )}
      </ul>
    </nav>
  )
}
