import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { BulkBar } from '../ui/bulk-bar.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { type Column, DataTable, OpenRow } from '../ui/data-table.tsx'
import { DayText, MomentText } from '../ui/date-text.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { chipsOf, type Filter } from '../ui/filter-chips.ts'
import { Pager } from '../ui/pager.tsx'
import { Selection } from '../ui/selection.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords, type Words } from '../words/use-words.ts'
import { LicenseChip } from './license-chip.tsx'
import { LicenseId } from './license-id.tsx'
import type { ShownLicense } from './license-row.server.ts'
import style from './licenses-table.module.css'
import { PersonName } from './person-name.tsx'
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
      />
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
  const columns = useColumns(data)
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
      <BulkBar>
        {(count, held) => (
          <>
            {data.mayRevoke && (held > 0 || count === 0) && (
              <RevokeButton count={count} held={held} jobId={data.jobId} />
            )}
            {data.mayMove && <MoveButton />}
            {data.mayAssign && (held > 0 || count === 0) && <CodesButton />}
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

function MoveButton() {
  const words = useWords('licenses')
  return (
    <Button name="act" value="move">
      {words('move_to_team')}
    </Button>
  )
}

function CodesButton() {
  const words = useWords('activation')
  return (
    <Button name="act" value="codes">
      {words('codes_bulk')}
    </Button>
  )
}

/** Who has a license: a person, a server, whom a key is registered to, or nobody. */
function Holder({ row: { person, placement, bar } }: { row: ShownLicense }) {
  const words = useWords('licenses')
  if (placement) return <bdi>{placement.name}</bdi>
  return <PersonName person={person} nobody={words(bar ? 'nobody_at_all' : 'nobody')} />
}

/** What was licensed, and whether only to be tried. */
export function productOf({ product, trial }: ShownLicense, words: Words<'licenses'>): string {
  return trial ? words('product_on_trial', { product: product.name }) : product.name
}

/** What a row's tick is called; licenses nobody holds are told apart by their ids. */
function nameOf({ person, product, licenseId }: ShownLicense): string {
  return `${person ? person.name || person.address : licenseId}, ${product.name}`
}

function useColumns({ teams }: LicenseList): Column<ShownLicense>[] {
  const words = useWords('licenses')
  const all: Column<ShownLicense>[] = [
    {
      key: 'person',
      head: words('person'),
      sorts: true,
      cell: (row) => (
        <OpenRow row={row.licenseId}>
          <Holder row={row} />
        </OpenRow>
      ),
    },
    { key: 'product', head: words('product'), sorts: true, cell: (row) => productOf(row, words) },
    {
      key: 'team',
      head: words('team'),
      sorts: true,
      priority: 3,
      cell: (row) => <bdi className={style.team}>{row.team.name}</bdi>,
    },
    {
      key: 'status',
      head: words('status'),
      sorts: true,
      priority: 1,
      nowrap: true,
      cell: (row) => <LicenseChip word={row.word} />,
    },
    {
      key: 'used',
      head: words('last_used'),
      nowrap: true,
      priority: 3,
      cell: ({ used }) =>
        typeof used === 'string' ? words(`used_${used}`) : used && <MomentText at={used.at} />,
    },
    {
      key: 'renews',
      head: words('renews'),
      sorts: true,
      nowrap: true,
      cell: (row) => !row.perpetual && <DayText day={row.renewsOn} />,
    },
    {
      key: 'license',
      head: words('license_id'),
      nowrap: true,
      priority: 3,
      cell: (row) => <LicenseId id={row.licenseId} />,
    },
  ]
  return teams.length > 1 ? all : all.filter((column) => column.key !== 'team')
}

function useFilters({ products, teams, totals }: LicenseList): Filter[] {
  const words = useWords('licenses')
  const [params] = useSearchParams()
  const options = (list: LicenseList['teams']) => list.map(([value, label]) => ({ value, label }))
  const act = params.get('act')
  const days = new Set([14, 30, 60, 90, ...wholeDays(params.get('waiting'))])
  return [
    {
      name: 'status',
      label: words('status'),
      options: [
        { value: 'connected', label: words('status_connected') },
        { value: 'invited', label: words('status_invited') },
        { value: 'free', label: words('status_free') },
        ...(totals.placed > 0 ? [{ value: 'placed', label: words('status_placed') }] : []),
        ...(totals.withheld > 0 ? [{ value: 'withheld', label: words('status_withheld') }] : []),
      ],
    },
    { name: 'product', label: words('product'), options: options(products) },
    ...(teams.length > 1 ? [{ name: 'team', label: words('team'), options: options(teams) }] : []),
    {
      name: 'waiting',
      label: words('waiting'),
      options: [...days]
        .sort((one, other) => one - other)
        .map((count) => ({ value: String(count), label: words('waiting_days', { count }) })),
    },
    {
      name: 'letter',
      label: words('letter'),
      options: [{ value: 'failed', label: words('letter_failed') }],
    },
    ...(act
      ? [{ name: 'act', label: words('job'), options: [{ value: act, label: words('this_job') }] }]
      : []),
  ]
}

function wholeDays(typed: string | null): number[] {
  return typed !== null && /^\d{1,4}$/.test(typed) ? [Number(typed)] : []
}

/** Says which filter found nothing, as a sentence. */
function NoMatch({ filters, home }: { filters: readonly Filter[]; home: string }) {
  const words = useWords('licenses')
  const format = useFormat()
  const [params] = useSearchParams()
  const chips = chipsOf(params, filters, ['sort', 'page', 'open', 'select', 'q', ...notFilters])
  const typed = params.get('q')?.trim()
  const parts = [
    ...chips.filter((chip) => !chip.unknown).map((chip) => chip.valueLabel),
    ...(typed ? [words('quoted', { text: typed })] : []),
  ]
  return (
    <EmptyState
      title={words('no_match_title')}
      action={<LinkButton to={`${home}/licenses`}>{words('show_all_licenses')}</LinkButton>}
    >
      {parts.length > 0 ? words('no_match', { filter: format.list(parts) }) : words('no_match_page')}
    </EmptyState>
  )
}
