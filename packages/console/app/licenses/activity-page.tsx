import { formatLicenseId } from '@claviger/core/kernel/ids'
import type { Activity } from '@claviger/server/assignment/activity-views'
import { placeOf } from '../assignment/place.server.ts'
import { shown } from '../shown.ts'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import type { Filter } from '../ui/filter-chips.ts'
import { NextPager } from '../ui/next-pager.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/activity-page'
import { dayIn, origins, parts, periods, readActivityAddress } from './activity-address.ts'
import { ActivityDays } from './activity-days.tsx'
import { ActivityExport } from './activity-export.tsx'
import { ActivityTable } from './activity-table.tsx'
import { useActivityWords } from './use-activity-words.ts'

export const handle = { words: 'activity' }

const perPage = 50

export async function loader(args: Route.LoaderArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const params = args.url.searchParams
  const query = { ...scope, ...readActivityAddress(params, place.today), perPage }
  const { entries, ...page } = shown(await app.views.activityPage(actor, query), args.request)
  return {
    ...{ home: place.home, locked: scope.teamId !== undefined, ...page, first: query.before === undefined },
    entries: entries.map(activityShown),
    teams: [...new Map(place.seats.map(({ team }) => [String(team.id), team.name]))],
    filtered: [...params].some(([name, value]) => name !== 'page' && value !== ''),
    about: { licenseId: query.licenseId, person: personIn(entries, query.personId) },
    days: { since: dayIn(params, 'since') ?? '', until: dayIn(params, 'until') ?? '', today: place.today },
  }
}

const activityShown = (entry: Activity) => ({ ...entry, at: entry.at.toISOString() })

function personIn(entries: readonly Activity[], id: string | undefined) {
  const person = id === undefined ? undefined : entries.find((entry) => entry.person?.id === id)?.person
  return id && { id, name: person?.name || person?.address || id }
}

/** Who did what to what, when and by which way. */
export default function ActivityPage({ loaderData }: Route.ComponentProps) {
  const words = useWords('activity')
  const { entries, home, filtered, first } = loaderData
  const nothing = entries.length === 0 && !filtered && first
  return (
    <>
      <PageHead
        title={words('activity')}
        summary={words('activity_summary')}
        actions={!nothing && <ActivityExport home={home} />}
      />
      {nothing ? (
        <EmptyState title={words('activity_empty_title')}>{words('activity_empty')}</EmptyState>
      ) : (
        <Log page={loaderData} />
      )}
    </>
  )
}

function Log({ page }: { page: Route.ComponentProps['loaderData'] }) {
  const words = useWords('activity')
  const { entries, home, locked, total } = page
  return (
    <Stack>
      <FilterBar
        search={words('activity_search')}
        filters={useFilters(page)}
        shown={total ?? 0}
        total={total ?? 0}
        counted={total === null ? words('many_entries') : words('entries', { count: total })}
      />
      <ActivityDays days={page.days} />
      {entries.length === 0 ? (
        <EmptyState
          title={words('activity_no_match_title')}
          action={<LinkButton to={`${home}/activity`}>{words('activity_show_all')}</LinkButton>}
        >
          {words('activity_no_match')}
        </EmptyState>
      ) : (
        <ActivityTable entries={entries} home={home} locked={locked} />
      )}
      <NextPager
        next={page.next}
        first={page.first}
        firstLabel={words('newest')}
        nextLabel={words('older')}
      />
    </Stack>
  )
}

/** The filters one can choose, and those only a link leads to, where the address has one. */
function useFilters({ locked, teams, actors, about, days }: Route.ComponentProps['loaderData']): Filter[] {
  const words = useWords('activity')
  const format = useFormat()
  const { actor } = useActivityWords()
  const only = (name: string, label: string, value: string, shown: string) =>
    value === '' ? [] : [{ name, label, options: [{ value, label: shown }] }]
  const { licenseId = '', person } = about
  return [
    {
      name: 'what',
      label: words('what'),
      options: parts.map((part) => ({ value: part, label: words(`part_${part}`) })),
    },
    { name: 'actor', label: words('who'), options: actors.map((one) => ({ value: one, label: actor(one) })) },
    {
      name: 'from',
      label: words('from'),
      options: origins.map((origin) => ({ value: origin, label: words(`origin_${origin}`) })),
    },
    {
      name: 'period',
      label: words('period'),
      options: periods.map((count) => ({ value: String(count), label: words('days', { count }) })),
    },
    ...(locked || teams.length < 2
      ? []
      : [
          {
            ...{ name: 'team', label: words('team') },
            options: teams.map(([value, label]) => ({ value, label })),
          },
        ]),
    ...only('license', words('license'), licenseId, formatLicenseId(licenseId)),
    ...(person ? only('person', words('person'), person.id, person.name) : []),
    ...(['since', 'until'] as const).flatMap((edge) =>
      only(edge, words(edge), days[edge], days[edge] && format.date(days[edge])),
    ),
  ]
}
