import type { ColumnChoice } from '@claviger/core/assignment/people-reading'
import { type Column, DataTable } from '../ui/data-table.tsx'
import field from '../ui/field.module.css'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './list-reading.module.css'
import type { ReadingShown } from './list-view.server.ts'

type ShownColumn = ReadingShown['columns'][number]

interface ListColumnsProps {
  columns: readonly ShownColumn[]
  roles: readonly ColumnChoice[]
  caption: string
}

/** The columns of a file with some of their cells, each with the choice of what it holds. Stands in the form. */
export function ListColumns({ columns, roles, caption }: ListColumnsProps) {
  const lists = useWords('lists')
  const format = useFormat()
  const nameOf = ({ heading, index }: ShownColumn) =>
    heading === '' ? lists('column_unnamed', { number: format.number(index + 1) }) : heading
  const shown: Column<ShownColumn>[] = [
    {
      key: 'heading',
      head: lists('column'),
      cell: (column) => (
        <>
          <bdi>{nameOf(column)}</bdi>
          {column.doubled && <span className={style.doubled}>{lists('column_doubled')}</span>}
        </>
      ),
    },
    {
      key: 'samples',
      head: lists('samples'),
      cell: ({ samples }) => (
        <span className={style.samples}>
          {samples.map((sample) => (
            <bdi key={sample}>{sample}</bdi>
          ))}
        </span>
      ),
    },
    {
      key: 'role',
      head: lists('holds'),
      priority: 1,
      cell: (column) => (
        <select
          name={`role.${column.index}`}
          defaultValue={column.open ? '' : (column.role ?? '')}
          aria-label={lists('holds_of', { column: nameOf(column) })}
          className={field.control}
        >
          {(column.open || column.role === null) && <option value="">{lists('role_undecided')}</option>}
          {roles.map((role) => (
            <option key={role} value={role}>
              {lists(`role_${role}`)}
            </option>
          ))}
        </select>
      ),
    },
  ]
  return <DataTable caption={caption} columns={shown} rows={columns} rowKey={({ index }) => String(index)} />
}
