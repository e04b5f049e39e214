import { Link } from 'react-router'
import { DataTable } from '../ui/data-table.tsx'
import { NarrowOnly } from '../ui/narrow-only.tsx'
import { useHere } from '../ui/use-here.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './turning-table.module.css'
import { VerdictChip, type VerdictKind } from './verdict-chip.tsx'

/** A day on which something changes, as the page shows it. */
export interface ShownPoint {
  readonly day: string
  readonly kind: VerdictKind
  /** What the product says, in the reader's language. */
  readonly message: string
  /** The versions that go on running. */
  readonly running: readonly string[]
}

/** The same as the picture, in rows: every day on which some copy begins to answer differently. */
export function TurningTable({ points, release }: { points: readonly ShownPoint[]; release: string }) {
  const words = useWords('dev')
  const format = useFormat()
  const here = useHere()
  return (
    <DataTable
      caption={words('turning_points')}
      columns={[
        {
          key: 'day',
          head: words('from_day'),
          nowrap: true,
          cell: ({ day }) => (
            <Link to={here({ day })} preventScrollReset>
              {format.date(day)}
            </Link>
          ),
        },
        {
          key: 'answer',
          head: words('answer_to', { release }),
          priority: 1,
          cell: ({ kind, message }) => (
            <>
              <VerdictChip kind={kind} />
              <NarrowOnly>
                <span className={style.message}>{message}</span>
              </NarrowOnly>
            </>
          ),
        },
        {
          key: 'running',
          head: words('versions_running'),
          cell: ({ running }) => (running.length === 0 ? words('no_version') : format.list(running)),
        },
        {
          key: 'message',
          head: words('message'),
          cell: ({ message }) => <span className={style.message}>{message}</span>,
        },
      ]}
      rows={points}
      rowKey={({ day }) => day}
    />
  )
}
