import { PersonName } from '../licenses/person-name.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Reason } from '../words/reason.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { PreviewLine } from './assign-preview.server.ts'

interface PreviewTableProps {
  lines: readonly PreviewLine[]
  caption: string
  /** What is counted: the lines of a text, or the rows of a file. */
  of?: 'line' | 'row'
}

/** Rows of one group: who was understood, and why where there is a reason. */
export function PreviewTable({ lines, caption, of = 'line' }: PreviewTableProps) {
  const words = useWords('assignment')
  const format = useFormat()
  const lists = useWords('lists')
  const placed = lines.some(({ from }) => from !== null)
  const dated = lines.some(({ endsOn }) => endsOn !== null)
  const explained = lines.some((line) => line.reason || line.remarks.length > 0)
  const columns: Column<PreviewLine>[] = [
    {
      key: 'person',
      head: words('person'),
      cell: (line) => (
        <PersonName
          person={line.address === '' ? null : { name: line.name, address: line.address }}
          nobody={line.raw}
        />
      ),
    },
    ...(placed
      ? [
          {
            key: 'from',
            head: lists('from'),
            cell: ({ from }: PreviewLine) => from && <bdi>{lists('pool_name', from)}</bdi>,
          },
        ]
      : []),
    ...(dated
      ? [
          {
            key: 'until',
            head: lists('until'),
            nowrap: true,
            cell: ({ endsOn }: PreviewLine) => endsOn && format.date(endsOn),
          },
        ]
      : []),
    ...(explained ? [{ key: 'why', head: words('why_head'), priority: 1 as const, cell: why }] : []),
    {
      key: 'line',
      head: words(`${of}_head`),
      numeric: true,
      nowrap: true,
      priority: 3,
      cell: (line) => format.number(line.textLine),
    },
  ]
  function why(line: PreviewLine) {
    if (line.reason) return <Reason refusal={line.reason} />
    return line.remarks.map((remark) => words(`remark_${remark}`)).join(' ')
  }
  return <DataTable caption={caption} columns={columns} rows={lines} rowKey={(line) => String(line.line)} />
}
