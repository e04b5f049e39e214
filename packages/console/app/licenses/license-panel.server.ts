import { accept, type Decision } from '@claviger/core/kernel/decision'
import { readLicenseId } from '@claviger/core/kernel/ids'
import type { LicensePanel } from '@claviger/server/assignment/license-panel-views'
import { loadMachines, type ShownMachines } from '../activation/machines.server.ts'
import { loadOutstandingCodes } from '../activation/outstanding-codes.server.ts'
import type { ShownOutstandingCode } from '../activation/outstanding-codes.tsx'
import type { Here } from '../assignment/place.server.ts'
import { loadOutlooks, type ShownOutlook } from '../assignment/reminder-outlook.server.ts'
import type { ShownFallback } from './fallback-shown.server.ts'
import { loadFallbacks } from './fallbacks.server.ts'
import { rowShown, type ShownLicense } from './license-row.server.ts'
import { loadOwnLog } from './own-log.server.ts'
import type { ShownOwnLog } from './own-log.tsx'

type Letter = NonNullable<LicensePanel['letter']>

/** Everything the side panel shows of one license. */
export interface ShownPanel extends ShownLicense {
  readonly paid: boolean
  readonly domain: string | null
  readonly legacyKey: string | null
  readonly connectedAt: string | null
  readonly letter: (Omit<Letter, 'sendAfter'> & { readonly sendAfter: string }) | null
  /** When its person is reminded next, while it waits for them. */
  readonly outlook: ShownOutlook | null
  /** The page on which the person connects the license, in full, to be sent by any other way than mail. */
  readonly doorAddress: string | null
  readonly history: readonly (Omit<LicensePanel['history'][number], 'at'> & { readonly at: string })[]
  /** What happened to it, for those who read the log; what others see is the history. */
  readonly log: ShownOwnLog | null
  readonly fallbacks: readonly ShownFallback[]
  readonly machines: ShownMachines | null
  /** Codes that are out in the world, whoever holds the license now. */
  readonly codes: readonly ShownOutstandingCode[]
  readonly mayAssign: boolean
  readonly mayRevoke: boolean
  /** Where this license's product and team are preset. */
  readonly assignAddress: string
}

/** Loads the license whose panel the address opens, or says why there is none. */
export async function loadPanel(
  {
    app,
    actor,
    scope,
    place,
    publicOrigin,
  }: Pick<Here, 'app' | 'actor' | 'scope' | 'place' | 'publicOrigin'>,
  typed: string,
): Promise<Decision<ShownPanel>> {
  const id = readLicenseId(typed)
  if (!id.ok) return id
  const found = await app.views.licensePanel(actor, { ...scope, licenseId: id.plan })
  if (!found.ok) return found
  const { letter, door, history, payment, connectedAt, mayAssign, mayRevoke, domain, legacyKey, ...row } =
    found.plan
  const preset = new URLSearchParams({ product: row.product.code, team: String(row.team.id) })
  return accept({
    ...rowShown({ ...row, payment, connectedAt }, place.today, null),
    ...{ mayAssign, mayRevoke, domain, legacyKey },
    paid: payment === 'paid',
    connectedAt: connectedAt?.toISOString() ?? null,
    letter: letter && { ...letter, sendAfter: letter.sendAfter.toISOString() },
    outlook: door ? ((await loadOutlooks({ app, actor, scope }, { licenseId: id.plan }))[0] ?? null) : null,
    doorAddress: door && `${publicOrigin}/a/${door}`,
    machines: await loadMachines({ app, actor }, { ...scope, licenseId: id.plan }),
    codes: await loadOutstandingCodes({ app, actor }, { ...scope, licenseId: id.plan }),
    // What is bought for good needs nothing to fall back on.
    fallbacks: row.perpetual ? [] : await loadFallbacks(app, actor, { ...scope, licenseId: id.plan }),
    log: await loadOwnLog({ app, actor, scope, place }, { licenseId: id.plan }),
    history: history.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
    assignAddress: `${place.home}/assign/one?${preset}`,
  })
}
