import type { PersonRequest } from '@claviger/server/assignment/whole-person-views'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { useWords } from '../words/use-words.ts'

type Asked = Omit<PersonRequest, 'askedAt' | 'answeredAt'> & { readonly askedAt: string }

/** What somebody asked for, and what came of it. */
export function PersonRequests({ requests }: { requests: readonly Asked[] }) {
  const words = useWords('people')
  const columns: Column<Asked>[] = [
    { key: 'product', head: words('product'), cell: (one) => one.product },
    { key: 'reason', head: words('reason'), cell: (one) => <bdi>{one.reason}</bdi> },
    {
      key: 'state',
      head: words('asked_answer'),
      priority: 1,
      cell: (one) => words(`asked_for_state_${one.state}`, { by: one.answeredBy ?? '' }),
    },
    { key: 'when', head: words('when'), nowrap: true, cell: (one) => <MomentText at={one.askedAt} /> },
  ]
  return (
    <DataTable caption={words('requests_title')} columns={columns} rows={requests} rowKey={(one) => one.id} />
  )
}
