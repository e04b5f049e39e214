import type { ReactNode } from 'react'
import { Form, Link } from 'react-router'
import { PersonName } from '../licenses/person-name.tsx'
import { BulkBar } from '../ui/bulk-bar.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import type { Filter } from '../ui/filter-chips.ts'
import { Pager } from '../ui/pager.tsx'
import { Selection } from '../ui/selection.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { useNarrowing } from '../ui/use-narrowing.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { LastUseText } from './last-use.tsx'
import { usePeopleFilters } from './people-filters.ts'
import style from './people-page.module.css'
import type { ShownPerson } from './person-row.server.ts'

export interface PeopleList {
  readonly home: string
  readonly people: readonly ShownPerson[]
  /** How many match, and how many of those hold a license. */
  readonly total: number
  readonly holders: number
  readonly everybody: number
  readonly page: number
  readonly perPage: number
  readonly filter: string
  readonly products: readonly (readonly [slug: string, name: string])[]
  readonly teams: readonly (readonly [id: string, name: string])[]
  readonly domains: readonly string[]
  readonly mayRevoke: boolean
  readonly jobId: string
}

const notFilters = ['job']

/** The people that match, with filters above and what can be done with ticked ones below. */
export function PeopleTable({ data }: { data: PeopleList }) {
  const words = useWords('people')
  const filters = usePeopleFilters(data)
  const { people, total, page, perPage } = data
  return (
    <>
      <FilterBar
        search={words('search_people')}
        filters={filters}
        others={notFilters}
        shown={total}
        total={data.everybody}
      >
        {total > 0 && <ExportLinks {...data} />}
      </FilterBar>
      {people.length === 0 ? (
        <Nobody filters={filters} home={data.home} />
      ) : (
        <Rows data={data}>
          <Pager page={page} perPage={perPage} total={total} />
        </Rows>
      )}
    </>
  )
}

/** All that match, as a file that can be dropped on Assign again. */
function ExportLinks({ home, filter }: PeopleList) {
  const words = useWords('people')
  return (
    <Form method="post" action={`${home}/people/file?${filter}`} reloadDocument className={style.files ?? ''}>
      <span>{words('export')}</span>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button key={format} variant="quiet" name="format" value={format}>
          {words(`export_${format}`)}
        </Button>
      ))}
    </Form>
  )
}

function Rows({ data, children }: { data: PeopleList; children: ReactNode }) {
  const words = useWords('people')
  const columns = usePeopleColumns(data)
  const { people, mayRevoke, holders, filter } = data
  const table = (
    <DataTable
      caption={words('people')}
      columns={columns}
      rows={people}
      rowKey={(person) => person.id}
      rowName={(person) => (person.licenses.length > 0 ? person.name || person.address : null)}
    />
  )
  if (!mayRevoke)
    return (
      <>
        {table}
        {children}
      </>
    )
  const onPage = people.filter((person) => person.licenses.length > 0).length
  return (
    <Selection total={holders} onPage={onPage} filter={filter}>
      {table}
      {children}
      <BulkBar>{(count) => <Acts count={count} jobId={data.jobId} />}</BulkBar>
    </Selection>
  )
}

function Acts({ count, jobId }: { count: number; jobId: string }) {
  const words = useWords('people')
  return (
    <>
      <input type="hidden" name="jobId" value={jobId} />
      <Button variant="primary" name="act" value="revoke">
        {count === 0 ? words('take_back_ticked') : words('take_back_from', { count })}
      </Button>
      <Button name="act" value="ask">
        {words('ask_first')}
      </Button>
    </>
  )
}

function usePeopleColumns({ home, teams }: PeopleList): Column<ShownPerson>[] {
  const words = useWords('people')
  const format = useFormat()
  const all: Column<ShownPerson>[] = [
    {
      key: 'person',
      head: words('person'),
      sorts: true,
      cell: (person) => (
        <Link to={`${home}/people/${person.id}`} className={style.name}>
          <PersonName person={person} nobody="" />
        </Link>
      ),
    },
    {
      key: 'licenses',
      head: words('licenses'),
      priority: 1,
      cell: (person) => <Held person={person} home={home} />,
    },
    {
      key: 'team',
      head: words('team'),
      priority: 3,
      cell: ({ teams: theirs }) => <bdi>{format.list(theirs)}</bdi>,
    },
    {
      key: 'used',
      head: words('last_used'),
      sorts: true,
      nowrap: true,
      cell: ({ used }) => <LastUseText used={used} />,
    },
    {
      key: 'status',
      head: words('status'),
      nowrap: true,
      cell: (person) => <PersonChip person={person} />,
    },
  ]
  return teams.length > 1 ? all : all.filter((column) => column.key !== 'team')
}

const named = 3

/** What a person holds by the products' names, each leading to its license; a long list is counted. */
function Held({ person: { licenses }, home }: { person: ShownPerson; home: string }) {
  const words = useWords('people')
  const format = useFormat()
  const more = licenses.length - named
  return (
    <ul className={style.licenses}>
      {licenses.slice(0, named).map(({ licenseId, product, endsOn }) => (
        <li key={licenseId}>
          <Link to={`${home}/licenses?open=${licenseId}`}>{product}</Link>
          {endsOn && <span className={style.until}>{words('until_day', { day: format.date(endsOn) })}</span>}
        </li>
      ))}
      {more > 0 && <li className={style.until}>{words('more_licenses', { count: more })}</li>}
    </ul>
  )
}

/** Whether somebody has come for what they were given. */
function PersonChip({ person: { connected, invited } }: { person: ShownPerson }) {
  const words = useWords('people')
  if (connected + invited === 0)
    return <StatusChip {...{ shape: 'ring', tone: 'none' }}>{words('status_none')}</StatusChip>
  if (invited === 0)
    return <StatusChip {...{ shape: 'dot', tone: 'ok' }}>{words('status_connected')}</StatusChip>
  return (
    <StatusChip shape={connected === 0 ? 'envelope' : 'half-dot'} tone="warn">
      {connected === 0 ? words('status_invited') : words('status_some', { connected, invited })}
    </StatusChip>
  )
}

/** Says which filter found nobody, as a sentence. */
function Nobody({ filters, home }: { filters: readonly Filter[]; home: string }) {
  const words = useWords('people')
  const filter = useNarrowing(filters, notFilters)
  return (
    <EmptyState
      title={words('nobody_matches_title')}
      action={<LinkButton to={`${home}/people`}>{words('show_everybody')}</LinkButton>}
    >
      {filter ? words('nobody_matches', { filter }) : words('nobody_on_page')}
    </EmptyState>
  )
}
