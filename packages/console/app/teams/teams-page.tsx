import { searchKey } from '@claviger/core/kernel/text'
import { resultOf, useActResult } from '../act.ts'
import { placeOf } from '../assignment/place.server.ts'
import { roomOfTeams } from '../licenses/pictures/team-map.ts'
import { TeamMap } from '../licenses/pictures/team-map.tsx'
import { shown } from '../shown.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { useHere } from '../ui/use-here.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/teams-page'
import { HiddenTeams } from './hidden-teams.tsx'
import { sortedTeams, teamShown } from './team-shown.server.ts'
import { TeamsTable } from './teams-table.tsx'

export const handle = { words: 'pictures' }

export async function loader(args: Route.LoaderArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const { organizationId } = scope
  const params = args.url.searchParams
  const outdated = params.get('expired') === 'shown'
  const found = shown(await app.views.teamsPage(actor, { organizationId, outdated }), args.request)
  const all = found.teams.map((team) => teamShown(team, place.today))
  const wanted = searchKey(params.get('q') ?? '')
  return {
    home: place.home,
    mayCreate: found.mayCreate,
    expired: found.outdated,
    outdated,
    total: all.length,
    seats: all.reduce((sum, team) => sum + team.totals.total, 0),
    free: all.reduce((sum, team) => sum + team.totals.free, 0),
    rooms: roomOfTeams(place.seats.filter(({ team }) => all.some(({ id }) => id === team.id))),
    teams: sortedTeams(all, params.get('sort') ?? '').filter(
      (team) =>
        searchKey(team.name).includes(wanted) && (params.get('free') !== 'some' || team.totals.free > 0),
    ),
  }
}

/** How the organization's seats are split: every team with its seats, its people in charge, and what renews when. */
export default function TeamsPage({ loaderData }: Route.ComponentProps) {
  const words = useWords('teams')
  const format = useFormat()
  const deleted = resultOf(useActResult(undefined), 'deleted')
  const { home, mayCreate, teams, total, expired, outdated } = loaderData
  const numbers = {
    count: total,
    seats: format.number(loaderData.seats),
    free: format.number(loaderData.free),
  }
  const free = {
    ...{ name: 'free', label: words('seats') },
    options: [{ value: 'some', label: words('teams_some_free') }],
  }
  return (
    <>
      <PageHead
        title={words('teams')}
        summary={total === 1 ? words('teams_single') : words('teams_summary', numbers)}
        actions={
          mayCreate && (
            <LinkButton to={`${home}/teams/new`} variant="primary">
              {words('new_team')}
            </LinkButton>
          )
        }
      />
      <Stack>
        {deleted && (
          <Banner tone="ok" focus>
            {words('team_deleted')}
          </Banner>
        )}
        {loaderData.rooms.length > 1 && (
          <TeamMap
            rooms={loaderData.rooms}
            teamAddress={(id) => `${home}/teams/${id}`}
            page={`${home}/reports/teams`}
            withoutTwin
          />
        )}
        {total > 1 && (
          <FilterBar
            search={words('teams_search')}
            filters={[free]}
            others={['expired', 'done']}
            shown={teams.length}
            total={total}
          />
        )}
        {teams.length === 0 ? <NoTeam /> : <TeamsTable teams={teams} home={home} />}
        <HiddenTeams count={expired} shown={outdated} />
      </Stack>
    </>
  )
}

function NoTeam() {
  const words = useWords('teams')
  const here = useHere()
  return (
    <EmptyState
      title={words('teams_no_match_title')}
      action={<LinkButton to={here({ q: null, free: null })}>{words('teams_show_all')}</LinkButton>}
    >
      {words('teams_no_match')}
    </EmptyState>
  )
}
