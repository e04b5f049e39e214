import type { Permission } from '@claviger/core/teams/permissions'
import type { RouterContextProvider } from 'react-router'
import { notShown, signIn } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { leadToMergedTeam } from '../merged-team.server.ts'

/** What a loader or action below an organization is given. */
export interface PlaceArgs {
  readonly context: Readonly<RouterContextProvider>
  readonly request: Request
  readonly params: { readonly organization: string; readonly team?: string | undefined }
}

/** Who asks, the organization or team the address names, and the application; strangers sign in first. */
export async function placeOf({ context, request, params }: PlaceArgs) {
  const { app, actor, locale, publicOrigin } = context.get(applicationContext)
  if (actor.kind === 'anonymous') throw signIn(request)
  const found = await app.views.licensePlace(actor, { slug: params.organization, team: params.team ?? null })
  if (!found.ok) {
    await leadToMergedTeam({ app, actor }, request, params)
    throw notShown(found.refusal)
  }
  const place = found.plan
  const scope = { organizationId: place.organizationId, teamId: place.teamId }
  return { app, actor, place, scope, locale, publicOrigin }
}

/** Lets on whoever may do this here; everybody else is told which role it takes and who gives it. */
export async function mustBeAllowed({ app, actor, scope }: Here, right: Permission): Promise<void> {
  const allowed = await app.views.placePermission(actor, { ...scope, right })
  if (!allowed.ok) throw notShown(allowed.refusal)
}

/** What `placeOf` answers. */
export type Here = Awaited<ReturnType<typeof placeOf>>
