import type { RoleRow } from '@claviger/server/teams/administrators-views'
import { notFound } from '../answers.ts'
import { loadJobResult } from '../assignment/job-result.server.ts'
import type { Here } from '../assignment/place.server.ts'
import { renewalAfter } from '../licenses/seat-totals.ts'
import { leadToMergedTeam } from '../merged-team.server.ts'
import { shown } from '../shown.ts'
import { sourcesOf } from './seat-sources.server.ts'
import { teamShown } from './team-shown.server.ts'

interface TeamParams {
  readonly organization: string
  /** On the organization's pages. */
  readonly number?: string | undefined
  /** On the team's own pages. */
  readonly team?: string | undefined
}

/** The team an address means, by its number. */
export function teamIn({ number, team }: TeamParams): number {
  const text = number ?? team ?? ''
  if (!/^\d{1,15}$/.test(text)) throw notFound()
  return Number(text)
}

interface TeamArgs {
  readonly params: TeamParams
  readonly request: Request
  readonly url: URL
}

/** Everything the page of one team shows. */
export async function loadTeam(here: Here, { params, request, url }: TeamArgs) {
  const { app, actor, place, scope } = here
  const { organizationId } = scope
  const number = teamIn(params)
  const found = await app.views.teamPage(actor, { organizationId, teamId: number })
  const { organization } = params
  if (!found.ok) await leadToMergedTeam({ app, actor }, request, { organization, team: String(number) })
  const page = shown(found, request)
  const { mayEdit, mayMerge, mayDelete, mayTakeIn, inTheWay, seats } = page
  const people = { slug: organization, team: String(number) }
  const { roles, offers } = shown(await app.views.administratorsPage(actor, people), request)
  const links = await app.views.invitationsPage(actor, { organizationId, teamId: number })
  return {
    ...{ organizationId, home: place.home, team: teamShown(page, place.today) },
    /** The list of all teams, on the organization's pages and for those who may see it. */
    teams: scope.teamId === undefined && place.maySeeTeams ? `${place.home}/teams` : null,
    /** What keeps a list of licenses to this team; a team's own pages are kept to it anyway. */
    narrow: (scope.teamId === undefined ? { team: String(number) } : {}) as Readonly<Record<string, string>>,
    ...{ mayEdit, mayMerge, mayDelete, mayTakeIn, inTheWay },
    pools: seats.map((seat) => ({ ...seat, renewsOn: renewalAfter(seat.paidThrough) })),
    sources: mayTakeIn ? await sourcesOf(here, organization, number) : [],
    ...{ mayOrder: place.mayOrder, mayManageLinks: place.mayManageLinks },
    ...{ roles: inOrder(roles), offers },
    links: links.ok ? links.plan.invitations : [],
    job: await loadJobResult(here, url.searchParams.get('job')),
    invites: url.searchParams.has('invite'),
    id: crypto.randomUUID(),
  }
}

/** What a team's page shows. */
export type LoadedTeam = Awaited<ReturnType<typeof loadTeam>>

/** The team's own people first, then those who run or watch the whole organization: their roles end on its own page. */
function inOrder(roles: readonly RoleRow[]): readonly RoleRow[] {
  const own = roles.filter((row) => row.team !== null)
  const above = roles.filter((row) => row.role === 'administrator' || row.role === 'viewer')
  return [...own, ...above.map((row) => ({ ...row, mayEnd: false }))]
}
