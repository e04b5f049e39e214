import type { PersonRow } from '@claviger/server/assignment/people-views'
import { Link } from 'react-router'
import { notShown } from '../answers.ts'
import { LicenseChip } from '../licenses/license-chip.tsx'
import { PersonName } from '../licenses/person-name.tsx'
import { LinkButton } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Pager } from '../ui/pager.tsx'
import { Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/people-page'
import style from './people-page.module.css'
import { placeOf } from './place.server.ts'

const perPage = 50
const holdings = ['some', 'none'] as const

export async function loader(args: Route.LoaderArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const params = args.url.searchParams
  const holding = holdings.find((one) => one === params.get('holding')) ?? 'any'
  const page = Math.min(100_000, Math.max(1, Math.trunc(Number(params.get('page'))) || 1))
  const search = (params.get('q') ?? '').slice(0, 200)
  const found = await app.views.peoplePage(actor, {
    ...scope,
    filter: { search, holding: holding === 'any' ? undefined : holding },
    page,
    perPage,
  })
  if (!found.ok) throw notShown(found.refusal)
  const { home, mayAssign, teamId } = place
  const filtered = search !== '' || holding !== 'any'
  return { home, mayAssign, page, perPage, filtered, locked: teamId !== undefined, ...found.plan }
}

/** Who has what: one row a person. */
export default function PeoplePage({ loaderData }: Route.ComponentProps) {
  const words = useWords('assignment')
  const { home, people, total, everybody, filtered } = loaderData
  const columns = useColumns(home)
  return (
    <>
      <PageHead
        title={words('people')}
        summary={everybody > 0 && words('people_summary', { count: everybody })}
        actions={
          loaderData.mayAssign && (
            <LinkButton to={`${home}/assign`} variant="primary">
              {words('assign_licenses')}
            </LinkButton>
          )
        }
      />
      {everybody === 0 ? (
        <EmptyState title={words('no_people_title')}>{words('no_people')}</EmptyState>
      ) : (
        <Stack>
          <FilterBar
            search={words('search_people')}
            filters={loaderData.locked ? [] : [holdingFilter(words)]}
            shown={total}
            total={everybody}
          />
          {people.length === 0 ? (
            <EmptyState
              title={words('nobody_matches_title')}
              action={<LinkButton to={`${home}/people`}>{words('show_everybody')}</LinkButton>}
            >
              {words(filtered ? 'nobody_matches' : 'nobody_on_page')}
            </EmptyState>
          ) : (
            <DataTable
              caption={words('people')}
              columns={columns}
              rows={people}
              rowKey={(person) => person.id}
            />
          )}
          <Pager page={loaderData.page} perPage={loaderData.perPage} total={total} />
        </Stack>
      )}
    </>
  )
}

function holdingFilter(words: ReturnType<typeof useWords<'assignment'>>) {
  return {
    name: 'holding',
    label: words('licenses'),
    options: [
      { value: 'some', label: words('holding_some') },
      { value: 'none', label: words('holding_none') },
    ],
  }
}

function useColumns(home: string): Column<PersonRow>[] {
  const words = useWords('assignment')
  return [
    {
      key: 'person',
      head: words('person'),
      cell: (person) => (
        <Link to={`${home}/licenses?${new URLSearchParams({ q: person.address })}`} className={style.name}>
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
  ]
}

/** What a person holds, each leading to its license. */
function Held({ person, home }: { person: PersonRow; home: string }) {
  const words = useWords('assignment')
  if (person.licenses.length === 0) return <span className={style.none}>{words('none')}</span>
  return (
    <ul className={style.licenses}>
      {person.licenses.map((license) => (
        <li key={license.licenseId}>
          <Link to={`${home}/licenses?open=${license.licenseId}`}>{license.product}</Link>
          <span className={style.team}>{license.team}</span>
          <LicenseChip word={{ kind: license.status }} />
        </li>
      ))}
    </ul>
  )
}
