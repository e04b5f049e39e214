import { accept } from '@claviger/core/kernel/decision'
import { type Here, mustBeAllowed } from '../assignment/place.server.ts'
import { shown } from '../shown.ts'
import { teamIn } from './team-page.server.ts'

interface MergeArgs {
  readonly params: { readonly organization: string; readonly number?: string; readonly team?: string }
  readonly request: Request
  readonly url: URL
}

/** The team that is to end, the ones it can go into, and, once one is chosen, what that does. */
export async function loadMerge(here: Here, { params, request, url }: MergeArgs) {
  await mustBeAllowed(here, 'teams.merge')
  const { app, actor, place, scope } = here
  const { organizationId } = scope
  const { teams } = shown(await app.views.teamsPage(actor, { organizationId, outdated: true }), request)
  const number = teamIn(params)
  const team = shown(await app.views.teamPage(actor, { organizationId, teamId: number }), request)
  const others = teams.filter(({ id }) => id !== number).map(({ id, name }) => ({ id, name }))
  const into = others.find(({ id }) => String(id) === url.searchParams.get('into')) ?? null
  const jobId = crypto.randomUUID()
  const merge = { organizationId, teamId: number, intoTeamId: into?.id ?? 0, jobId, preview: true }
  const review = into ? await app.operations.mergeTeams(actor, merge) : accept(null)
  return {
    ...{ home: place.home, team: { id: team.id, name: team.name }, others, into, jobId },
    review: review.ok ? review.plan : null,
    refusal: review.ok ? undefined : review.refusal,
  }
}

/** What the page about merging shows. */
export type LoadedMerge = Awaited<ReturnType<typeof loadMerge>>
