import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Fold } from '../../ui/fold.tsx'
import { useWords } from '../../words/use-words.ts'
import style from './picture.module.css'

export interface PictureProps {
  /** The answer, as a sentence; what the drawing shows to those who do not see it. */
  title: string
  /** The drawing; hidden from those who read the title and the table instead, but for its links. */
  children: ReactNode
  /** The same in rows. */
  twin?: ReactNode
  /** The file with all its numbers. */
  csv?: string | undefined
  /** Where it stands on a page of its own. */
  page?: string | undefined
  /** Shows the rows at once. */
  open?: boolean | undefined
}

/** A picture with its answer above it, and below it the same as a table and as a file. */
export function Picture({ title, children, twin, csv, page, open }: PictureProps) {
  const words = useWords('pictures')
  return (
    <figure className={style.picture}>
      <figcaption className={style.title}>{title}</figcaption>
      {children}
      {twin && (
        <Fold title={words('as_table')} open={open ?? false}>
          {twin}
        </Fold>
      )}
      {(csv || page) && (
        <p className={style.ways}>
          {csv && (
            <Link to={csv} reloadDocument>
              {words('csv')}
            </Link>
          )}
          {page && <Link to={page}>{words('larger')}</Link>}
        </p>
      )}
    </figure>
  )
}
