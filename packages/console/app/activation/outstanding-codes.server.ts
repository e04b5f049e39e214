import type { Here } from '../assignment/place.server.ts'
import type { ShownOutstandingCode } from './outstanding-codes.tsx'

/** Loads the codes of a license that are out in the world; none for whoever may not see the license. */
export async function loadOutstandingCodes(
  { app, actor }: Pick<Here, 'app' | 'actor'>,
  license: Here['scope'] & { readonly licenseId: string },
): Promise<readonly ShownOutstandingCode[]> {
  const found = await app.views.outstandingCodes(actor, license)
  if (!found.ok) return []
  return found.plan.codes.map((code) => ({
    ...code,
    issuedAt: code.issuedAt.toISOString(),
    endedAt: code.endedAt?.toISOString() ?? null,
  }))
}
