import type { Refusal } from '@claviger/core/kernel/decision'
import type { TokenRow } from '@claviger/server/teams/token-views'
import { notFound } from '../answers.ts'
import { type Here, mustBeAllowed, type PlaceArgs, placeOf } from '../assignment/place.server.ts'
import { once } from '../once.server.ts'
import { shown } from '../shown.ts'

/** The page of an organization's tokens, or of a team's, for whoever may have one there. */
export async function loadTokens(args: PlaceArgs) {
  const here = await placeOf(args)
  await mustBeAllowed(here, 'tokens.read')
  const page = shown(await here.app.views.tokensPage(here.actor, here.scope), args.request)
  return { here, page, api: apiOf(here) }
}

/** Where programs call, and as whose. */
function apiOf({ publicOrigin, scope }: Here) {
  return { root: `${publicOrigin}/api/v1`, customer: String(scope.organizationId) }
}

/** One of those tokens; one that is not on the page does not exist. */
export async function loadToken(args: PlaceArgs & { readonly params: { readonly token?: string } }) {
  const { here, page, api } = await loadTokens(args)
  const token = page.tokens.find((one) => one.id === args.params.token)
  if (!token) throw notFound()
  return { here, page, api, token: tokenShown(token) }
}

/** A token as pages show it: moments as texts. */
export function tokenShown({ createdAt, rotatedAt, lastUsedAt, ...token }: TokenRow) {
  return {
    ...token,
    createdAt: createdAt.toISOString(),
    rotatedAt: rotatedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}

export type TokenShown = ReturnType<typeof tokenShown>

type Answer<Plan> =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * Does what draws a key, once for a double click: its second half is answered with the same key for a moment, in memory
 * and for the same session alone.
 */
export function drawOnce<Plan>(
  { actor }: Here,
  form: readonly unknown[],
  act: () => Promise<Answer<Plan>>,
): Promise<Answer<Plan>> {
  const who = actor.kind === 'account' ? actor.sessionId : ''
  return once(`key ${who} ${JSON.stringify(form)}`, 5, act)
}
