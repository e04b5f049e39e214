import { Link } from 'react-router'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { useWords } from '../words/use-words.ts'
import { CodeOut } from './code-out.tsx'
import type { ShownPast } from './person-page.server.ts'

/** What somebody held once, how that ended, and the codes of it that are still out. */
export function PersonPast({ past, home }: { past: readonly ShownPast[]; home: string }) {
  const words = useWords('people')
  const columns: Column<ShownPast>[] = [
    {
      key: 'product',
      head: words('product'),
      cell: (one) => (
        <>
          <Link to={`${home}/licenses?open=${one.licenseId}`}>{one.product}</Link>
          <CodeOut codes={one.codes} />
        </>
      ),
    },
    { key: 'team', head: words('team'), cell: (one) => <bdi>{one.team}</bdi> },
    {
      key: 'since',
      head: words('given_since'),
      nowrap: true,
      priority: 3,
      cell: (one) => <MomentText at={one.assignedAt} />,
    },
    {
      key: 'how',
      head: words('how_it_ended'),
      priority: 1,
      cell: (one) => words(`ended_${one.reason}`, { by: one.endedBy }),
    },
    { key: 'when', head: words('when'), nowrap: true, cell: (one) => <MomentText at={one.endedAt} /> },
  ]
  return (
    <DataTable
      caption={words('past_title')}
      columns={columns}
      rows={past}
      rowKey={(one) => `${one.licenseId} ${one.endedAt}`}
    />
  )
}
