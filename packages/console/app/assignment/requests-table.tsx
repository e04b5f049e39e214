import type { Refusal } from '@claviger/core/kernel/decision'
import { formatLicenseId } from '@claviger/core/kernel/ids'
import { Link } from 'react-router'
import { PersonName } from '../licenses/person-name.tsx'
import { BulkBar } from '../ui/bulk-bar.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { Selection } from '../ui/selection.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { ShownRequest as Row } from './request-shown.ts'
import { RequestStateChip } from './request-state.tsx'
import { SayNo } from './say-no.tsx'
import { useRequestWords } from './use-request-words.ts'

interface Listed {
  readonly home: string
  readonly requests: readonly Row[]
  readonly filter: string
  readonly mayAnswer: boolean
  readonly jobId: string
}

/** The requests that match; who still waits, or was told no, can be ticked and answered together. */
export function RequestsTable({ data, refusal }: { data: Listed; refusal: Refusal | undefined }) {
  const errors = useFieldErrors(refusal)
  const words = useWords('requests')
  const { requests, filter, mayAnswer, jobId } = data
  const columns = useColumns(data)
  const named = (row: Row) =>
    row.state === 'open' || row.state === 'declined' ? row.name || row.address : null
  const table = (
    <DataTable
      caption={words('requests')}
      columns={columns}
      rows={requests}
      rowKey={(row) => row.id}
      {...(mayAnswer && { rowName: named })}
    />
  )
  if (!mayAnswer) return table
  return (
    <Selection total={requests.length} onPage={requests.length} filter={filter}>
      {table}
      <BulkBar>
        {(count) => (
          <>
            <input type="hidden" name="jobId" value={jobId} />
            <Button variant="primary" name="act" value="approve">
              {count === 0 ? words('approve_ticked') : words('approve_some', { count })}
            </Button>
            <SayNo error={errors?.note} />
          </>
        )}
      </BulkBar>
    </Selection>
  )
}

function useColumns({ home, requests }: Pick<Listed, 'home' | 'requests'>): Column<Row>[] {
  const words = useWords('requests')
  const say = useRequestWords()
  const mixed = requests.some((row) => row.state !== 'open')
  const columns: Column<Row>[] = [
    {
      key: 'person',
      head: words('person'),
      cell: (row) => (
        <Link to={`${home}/requests/${row.id}`}>
          <PersonName person={row} nobody="" />
        </Link>
      ),
    },
    {
      key: 'wants',
      head: words('wants'),
      priority: mixed ? 2 : 1,
      cell: ({ product, team }) => words('from_team', { product: product.name, team: team.name }),
    },
    { key: 'from', head: words('came_from'), priority: 3, cell: (row) => <CameFrom row={row} home={home} /> },
    { key: 'reason', head: words('reason'), cell: (row) => <bdi>{row.note || say.reason(row.reason)}</bdi> },
    {
      key: 'waiting',
      head: words('waiting'),
      nowrap: true,
      sorts: true,
      cell: (row) => <MomentText at={row.askedAt} />,
    },
    { key: 'costs', head: words('costs'), cell: (row) => (row.state === 'open' ? say.costs(row) : '') },
  ]
  if (!mixed) return columns
  const state: Column<Row> = {
    key: 'state',
    head: words('state'),
    nowrap: true,
    priority: 1,
    cell: (row) => <RequestStateChip state={row.state} />,
  }
  return [...columns, state]
}

/** What led to a question: the link, or the license it is about. */
export function CameFrom({ row: { cameFrom }, home }: { row: Pick<Row, 'cameFrom'>; home: string }) {
  const words = useWords('requests')
  if (cameFrom.kind === 'link')
    return <Link to={`${home}/links/${cameFrom.id}`}>{cameFrom.name || words('link_unnamed')}</Link>
  const license = formatLicenseId(cameFrom.licenseId)
  return (
    <Link to={`${home}/licenses?open=${cameFrom.licenseId}`}>{words('license_taken_back', { license })}</Link>
  )
}
