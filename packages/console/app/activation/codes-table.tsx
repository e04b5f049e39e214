import type { CodeListRow } from '@claviger/server/activation/code-list-views'
import { Link } from 'react-router'
import { LicenseId } from '../licenses/license-id.tsx'
import { PersonName } from '../licenses/person-name.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'

type Code = NonNullable<CodeListRow['code']>

/** A row as the page shows it. */
export interface ShownCodeRow extends Omit<CodeListRow, 'code'> {
  readonly code: (Omit<Code, 'issuedAt'> & { readonly issuedAt: string }) | null
}

/** Who holds which code: until when it works, when it was issued, and how it came. */
export function CodesTable({ rows, home }: { rows: readonly ShownCodeRow[]; home: string }) {
  const words = useWords('activation')
  return (
    <DataTable
      caption={words('codes_table')}
      columns={useColumns(home)}
      rows={rows}
      rowKey={(row) => row.licenseId}
    />
  )
}

function useColumns(home: string): Column<ShownCodeRow>[] {
  const words = useWords('activation')
  const format = useFormat()
  return [
    {
      key: 'person',
      head: words('codes_person'),
      cell: (row) => <PersonName person={row.person} nobody={words('codes_nobody_there')} />,
    },
    { key: 'product', head: words('codes_product'), cell: (row) => row.product },
    {
      key: 'code',
      head: words('codes_code'),
      nowrap: true,
      priority: 1,
      cell: ({ code }) =>
        code ? words('codes_has', { date: format.date(code.validUntil) }) : words('codes_has_not'),
    },
    {
      key: 'issued',
      head: words('codes_issued'),
      nowrap: true,
      cell: ({ code }) => code && <MomentText at={code.issuedAt} />,
    },
    {
      key: 'way',
      head: words('codes_way'),
      priority: 3,
      cell: ({ code }) => code && words(`came_by_${code.cameBy}`),
    },
    {
      key: 'license',
      head: words('codes_license'),
      nowrap: true,
      priority: 3,
      cell: ({ licenseId }) => (
        <Link to={`${home}/licenses?open=${licenseId}`}>
          <LicenseId id={licenseId} />
        </Link>
      ),
    },
  ]
}
