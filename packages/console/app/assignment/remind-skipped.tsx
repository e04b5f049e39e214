import { PersonName } from '../licenses/person-name.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { Reason } from '../words/reason.tsx'
import { useWords } from '../words/use-words.ts'
import type { planReminders } from './remind-page.server.ts'

interface RemindSkippedProps {
  rows: Awaited<ReturnType<typeof planReminders>>['skipped']['rows']
  /** How many stand in no row. */
  more: number
}

/** Who is not reminded although they were chosen, with the reason for each. */
export function RemindSkipped({ rows, more }: RemindSkippedProps) {
  const words = useWords('letters')
  return (
    <>
      <DataTable
        caption={words('remind_skipped', { count: rows.length + more })}
        columns={[
          {
            key: 'person',
            head: words('remind_person'),
            cell: (row) => <PersonName person={row.person} nobody={words('remind_nobody')} />,
          },
          { key: 'product', head: words('remind_product'), cell: (row) => row.product },
          {
            ...{ key: 'why', head: words('remind_why'), priority: 1 },
            cell: (row) => <Reason refusal={row.reason} />,
          },
        ]}
        rows={rows}
        rowKey={(row) => row.licenseId}
      />
      {more > 0 && <p>{words('remind_more', { count: more })}</p>}
    </>
  )
}
