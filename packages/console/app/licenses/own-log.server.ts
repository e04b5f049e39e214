import type { Here } from '../assignment/place.server.ts'
import type { ShownOwnLog } from './own-log.tsx'

const most = 50

/** Loads what happened to one license or person; nothing for those who may not read the log. */
export async function loadOwnLog(
  { app, actor, scope, place }: Pick<Here, 'app' | 'actor' | 'scope' | 'place'>,
  about: { readonly licenseId: string } | { readonly personId: string },
): Promise<ShownOwnLog | null> {
  const found = await app.views.activityList(actor, { ...scope, ...about, perPage: most })
  if (!found.ok) return null
  const filter = 'licenseId' in about ? { license: about.licenseId } : { person: about.personId }
  return {
    entries: found.plan.entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
    to: `${place.home}/activity?${new URLSearchParams(filter)}`,
  }
}
