import { accept, type Decision } from '@claviger/core/kernel/decision'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { readAccessToken } from './access-token.ts'
import { type ReleasedActivation, saveRelease } from './activation-store.ts'

export interface ReleaseActivation {
  /** The access token; never kept, never shown. */
  readonly token: string
}

export type ReleaseAnswer =
  | { readonly kind: 'invalid_token' }
  | ({ readonly kind: 'released' } & Pick<ReleasedActivation, 'organizationId' | 'licenseId' | 'productCode'>)

/** Lets a machine go at its own product's wish: another one may take its place. Asking again is the same. */
export async function releaseActivation(
  tx: Tx,
  request: ReleaseActivation,
): Promise<Decision<ReleaseAnswer>> {
  const token = readAccessToken(request.token)
  const released = token && (await saveRelease(tx, token))
  if (!released) return accept({ kind: 'invalid_token' })
  const { organizationId, licenseId, personId, teamId, productCode, machineName } = released
  const facts = { machine: machineName, productCode }
  if (released.now)
    await record(tx, [{ what: 'machine_released', organizationId, teamId, licenseId, personId, facts }])
  return accept({ kind: 'released', organizationId, licenseId, productCode })
}
