import type { Actor } from '@claviger/core/teams/actor'
import type { Application } from '@claviger/server/application'
import { fallbackShown, type ShownFallback } from './fallback-shown.server.ts'

/** What stays of each product of a license, ready to be shown; nothing where that may not be seen. */
export async function loadFallbacks(
  app: Application,
  actor: Actor,
  license: { readonly organizationId: number; readonly licenseId: string },
): Promise<readonly ShownFallback[]> {
  const { organizationId, licenseId } = license
  const found = await app.views.licenseFallback(actor, { organizationId, licenseId })
  return found.ok ? found.plan.products.map((product) => fallbackShown(product, found.plan)) : []
}
