import type { LetterOutlook } from '@claviger/server/assignment/letter-outlook-views'
import type { Here } from './place.server.ts'

/** When the holder of a license is reminded next, or why not, as a page shows it. */
export interface ShownOutlook extends Pick<LetterOutlook, 'licenseId' | 'next'> {
  readonly remindedAt: string | null
}

/** Loads it for one license or for all that somebody holds; nothing for what is connected. */
export async function loadOutlooks(
  { app, actor, scope }: Pick<Here, 'app' | 'actor' | 'scope'>,
  of: { readonly licenseId: string } | { readonly personId: string },
): Promise<readonly ShownOutlook[]> {
  const found = await app.views.letterOutlooks(actor, { ...scope, ...of })
  if (!found.ok) return []
  return found.plan.outlooks
    .filter(({ next }) => next.due !== null || next.why !== 'connected')
    .map(({ licenseId, next, remindedAt }) => ({
      ...{ licenseId, next, remindedAt: remindedAt?.toISOString() ?? null },
    }))
}
