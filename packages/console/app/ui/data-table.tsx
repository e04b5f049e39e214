import { type ReactNode, use } from 'react'
import { Link, useSearchParams } from 'react-router'
import { classes } from './classes.ts'
import style from './data-table.module.css'
import { DownIcon, SortIcon, UpIcon } from './icons.tsx'
import { PageTick, RowTick, TicksContext } from './selection.tsx'
import { useHere } from './use-here.ts'

export interface Column<Row> {
  /** Also the word in `?sort=` when the column sorts. */
  key: string
  head: string
  cell: (row: Row) => ReactNode
  sorts?: boolean | undefined
  /** Right, with figures that line up. */
  numeric?: boolean | undefined
  /** Dates and ids never wrap. */
  nowrap?: boolean | undefined
  /** 1 stays on a phone, 2 leaves below 880 px, 3 below 1200 px. Default 2; the first column is always 1. */
  priority?: 1 | 2 | 3 | undefined
}

interface DataTableProps<Row> {
  /** Names the table for those who do not see it. */
  caption: string
  /** The first column names the row. */
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The row in words, for its tick: "Ines Okafor, Loomwright"; null where there is nothing to tick for. Needed inside a Selection. */
  rowName?: ((row: Row) => string | null) | undefined
  /** Which rows fit an act of the BulkBar that is not for every one; all of them when it is not said. */
  rowFits?: ((row: Row) => boolean) | undefined
  /** The row whose panel is open. */
  open?: string | null | undefined
  /** Rows that are on their way out are drawn faded. */
  faded?: ((row: Row) => boolean) | undefined
}

/** More columns than these have no room on most screens: the table scrolls sideways, and its head with it. */
const mostInSight = 8

/** A native table: sticky head, sorting by links, ticks when it stands in a Selection, a list on phones. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowName,
  rowFits = () => true,
  open,
  faded,
}: DataTableProps<Row>) {
  const ticks = use(TicksContext) !== null && rowName !== undefined
  return (
    <div className={style.room}>
      <div className={style.scroll} data-wide={columns.length > mostInSight || undefined}>
        <table className={style.table}>
          <caption className={style.caption}>{caption}</caption>
          <thead>
            <tr>
              {ticks && (
                <th scope="col" className={style.tick}>
                  <PageTick />
                </th>
              )}
              {columns.map((column, index) => (
                <Head key={column.key} column={column} first={index === 0} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const key = rowKey(row)
              return (
                <tr
                  key={key}
                  data-row={key}
                  data-open={key === open || undefined}
                  data-faded={faded?.(row) || undefined}
                >
                  {ticks && (
                    <td className={style.tick}>
                      <NamedTick value={key} name={rowName(row)} fits={rowFits(row)} />
                    </td>
                  )}
                  {columns.map((column, index) => (
                    <Cell key={column.key} column={column} first={index === 0}>
                      {column.cell(row)}
                    </Cell>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function NamedTick({ value, name, fits }: { value: string; name: string | null; fits: boolean }) {
  return name === null ? null : <RowTick value={value} name={name} fits={fits} />
}

function lookOf<Row>(column: Column<Row>, first: boolean): string {
  const priority = first ? 1 : (column.priority ?? 2)
  return classes(
    style[`priority${priority}`],
    column.numeric && style.numeric,
    column.nowrap && style.nowrap,
    first && style.main,
  )
}

function Cell<Row>({
  column,
  first,
  children,
}: {
  column: Column<Row>
  first: boolean
  children: ReactNode
}) {
  if (first) {
    return (
      <th scope="row" className={lookOf(column, first)}>
        {children}
      </th>
    )
  }
  return <td className={lookOf(column, first)}>{children}</td>
}

function Head<Row>({ column, first }: { column: Column<Row>; first: boolean }) {
  const [params] = useSearchParams()
  const here = useHere()
  const look = lookOf(column, first)
  if (!column.sorts) {
    return (
      <th scope="col" className={look}>
        {column.head}
      </th>
    )
  }
  const up = params.get('sort') === column.key
  const down = params.get('sort') === `-${column.key}`
  return (
    <th scope="col" className={look} aria-sort={up ? 'ascending' : down ? 'descending' : undefined}>
      <Link
        className={style.sort}
        to={here({ sort: up ? `-${column.key}` : column.key, page: null, open: null })}
        preventScrollReset
      >
        {column.head}
        {up ? <UpIcon /> : down ? <DownIcon /> : <SortIcon />}
      </Link>
    </th>
  )
}

/** The link in a row's first cell that opens its panel: this list, with this row open. */
export function OpenRow({ row, children }: { row: string; children: ReactNode }) {
  const here = useHere()
  return (
    <Link className={style.open} to={here({ open: row })} preventScrollReset data-open-row={row}>
      {children}
    </Link>
  )
}
