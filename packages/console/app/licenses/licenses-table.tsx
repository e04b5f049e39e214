import type { CalendarDate } from '@claviger/core/kernel/calendar'
import type { ReactNode } from 'react'
import { BulkBar } from '../ui/bulk-bar.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import type { Filter } from '../ui/filter-chips.ts'
import { Pager } from '../ui/pager.tsx'
import { Selection } from '../ui/selection.tsx'
import { useNarrowing } from '../ui/use-narrowing.ts'
import { useWords } from '../words/use-words.ts'
import type { ColumnKey } from './column-keys.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import { useColumns } from './license-columns.tsx'
import { useFilters } from './license-filters.ts'
import type { ShownLicense } from './license-row.server.ts'
import type { SeatTotals } from './seat-totals.ts'

export interface LicenseList {
  readonly home: string
  readonly rows: readonly ShownLicense[]
  /** How many match, and how many of those somebody holds. */
  readonly total: number
  readonly held: number
  readonly totals: SeatTotals
  readonly page: number
  readonly perPage: number
  readonly filter: string
  readonly products: readonly (readonly [slug: string, name: string])[]
  readonly teams: readonly (readonly [id: string, name: string])[]
  readonly mayAssign: boolean
  readonly mayRevoke: boolean
  readonly mayMove: boolean
  readonly jobId: string
  /** The assignment whose letter was just sent again. */
  readonly mailed: string | null
  readonly panel: { readonly licenseId: string } | null
  readonly today: CalendarDate
  readonly columns: readonly ColumnKey[]
  /** Remembers things for whoever looks. */
  readonly maySave: boolean
}

/** Parameters of the address that say how the list is shown, not what is in it. */
const notFilters = ['job', 'mailed']

/** The licenses that match, with filters above and what can be done with ticked ones below. */
export function LicensesTable({ data }: { data: LicenseList }) {
  const filters = useFilters(data)
  const words = useWords('licenses')
  const { rows, total, page, perPage } = data
  return (
    <>
      <FilterBar
        search={words('search_licenses')}
        filters={filters}
        others={notFilters}
        shown={total}
        total={data.totals.total}
      >
        {data.maySave && <ColumnsMenu chosen={data.columns} hidden={hiddenColumns(data)} />}
        {total > 0 && <ExportLink {...data} />}
      </FilterBar>
      {rows.length === 0 ? (
        <NoMatch filters={filters} home={data.home} />
      ) : (
        <Rows data={data}>
          <Pager page={page} perPage={perPage} total={total} />
        </Rows>
      )}
    </>
  )
}

function Rows({ data, children }: { data: LicenseList; children: ReactNode }) {
  const words = useWords('licenses')
  const activation = useWords('activation')
  const columns = useColumns(data.columns, hiddenColumns(data))
  const table = (
    <DataTable
      caption={words('licenses')}
      columns={columns}
      rows={data.rows}
      rowKey={(row) => row.licenseId}
      rowName={(row) => (row.held || data.mayMove ? nameOf(row) : null)}
      rowFits={(row) => row.held}
      open={data.panel?.licenseId}
      faded={(row) => row.faded}
    />
  )
  if (!data.mayRevoke && !data.mayMove)
    return (
      <>
        {table}
        {children}
      </>
    )
  return (
    <Selection {...ticksOf(data)}>
      {table}
      {children}
      <BulkBar more={(count, held) => <MoreActs data={data} anyHeld={held > 0 || count === 0} />}>
        {(count, held) => (
          <>
            {data.mayRevoke && (held > 0 || count === 0) && (
              <RevokeButton count={count} held={held} jobId={data.jobId} />
            )}
            {data.mayMove && <ActButton act="move">{words('move_to_team')}</ActButton>}
            {data.mayAssign && (held > 0 || count === 0) && (
              <>
                <ActButton act="remind">{words('remind')}</ActButton>
                <ActButton act="codes">{activation('codes_bulk')}</ActButton>
              </>
            )}
          </>
        )}
      </BulkBar>
    </Selection>
  )
}

/** Where licenses can be moved, all of them can be ticked; else only those somebody holds. */
function ticksOf({ rows, total, held, filter, mayMove }: LicenseList) {
  if (mayMove) return { total, onPage: rows.length, fitting: held, filter }
  return { total: held, onPage: rows.filter((row) => row.held).length, filter }
}

function RevokeButton({ count, held, jobId }: { count: number; held: number; jobId: string }) {
  const words = useWords('licenses')
  return (
    <>
      <input type="hidden" name="jobId" value={jobId} />
      <Button variant="primary" name="act" value="revoke">
        {count === 0 && words('revoke_ticked')}
        {count > 0 && count === held && words('revoke', { count })}
        {count > held && words('revoke_part', { count: held, all: count })}
      </Button>
    </>
  )
}

/** What few people need all day. */
function MoreActs({ data, anyHeld }: { data: LicenseList; anyHeld: boolean }) {
  const words = useWords('licenses')
  return (
    <>
      {data.mayRevoke && anyHeld && <ActButton act="ask">{words('ask_first')}</ActButton>}
      <ActButton act="export">{words('export')}</ActButton>
    </>
  )
}

/** An act on the ticked rows that goes on elsewhere, where it says what it would do. */
function ActButton({ act, children }: { act: string; children: ReactNode }) {
  return (
    <Button name="act" value={act}>
      {children}
    </Button>
  )
}

/** All that match, on every page, as a file. */
function ExportLink({ home, filter }: LicenseList) {
  const words = useWords('licenses')
  return (
    <LinkButton to={`${home}/licenses/export${filter === '' ? '' : `?${filter}`}`}>
      {words('export')}
    </LinkButton>
  )
}

/** Where there is one team, every license is of it. */
function hiddenColumns({ teams }: LicenseList): readonly ColumnKey[] {
  return teams.length > 1 ? [] : ['team']
}

/** What a row's tick is called; licenses nobody holds are told apart by their ids. */
function nameOf({ person, product, licenseId }: ShownLicense): string {
  return `${person ? person.name || person.address : licenseId}, ${product.name}`
}

/** Says which filter found nothing, as a sentence. */
function NoMatch({ filters, home }: { filters: readonly Filter[]; home: string }) {
  const words = useWords('licenses')
  const filter = useNarrowing(filters, notFilters)
  return (
    <EmptyState
      title={words('no_match_title')}
      action={<LinkButton to={`${home}/licenses`}>{words('show_all_licenses')}</LinkButton>}
    >
      {filter ? words('no_match', { filter }) : words('no_match_page')}
    </EmptyState>
  )
}
