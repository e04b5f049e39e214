import { accept, type Decision } from '@claviger/core/kernel/decision'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { loadSetting } from '../assignment/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { queueLetters } from '../outbox/queue.ts'
import { issueCodes } from './issue-codes.ts'
import type { IssuedCode } from './issued-code.ts'
import { newerCodeLetter } from './letter-facts.ts'
import { findStaleCodes, type StaleCode } from './renewal-store.ts'

/** Codes at once: as many as sign in a tenth of a second and lock nobody out for longer. */
const mostAtOnce = 500

/**
 * Gives new codes to people whose code no longer says what is true: its dates have changed, or its key was retired.
 * Takes one organization and a bounded number at a time; answers how many, and none when every code is right.
 */
export async function renewCodes(
  tx: Tx,
  _request: Record<string, never>,
): Promise<Decision<{ readonly renewed: number }, VendorDoorRefusal>> {
  const door = await atVendor(tx, 'vendor.keys')
  if (!door.ok) return door
  const stale = await findStaleCodes(tx, mostAtOnce)
  if (!stale) return accept({ renewed: 0 })
  const { organizationId, codes } = stale
  const setting = await loadSetting(tx, organizationId)
  if (!setting) throw new Error('codes of an organization that is not there')
  let renewed = 0
  for (const why of ['renewal', 'reissue'] as const) {
    const fresh = await issueAnew(tx, organizationId, codes, why)
    await queueLetters(
      tx,
      fresh.map((code) => newerCodeLetter(setting, code, why)),
    )
    renewed += fresh.length
  }
  return accept({ renewed })
}

async function issueAnew(
  tx: Tx,
  organizationId: number,
  stale: readonly StaleCode[],
  why: StaleCode['why'],
): Promise<readonly IssuedCode[]> {
  const assignmentIds = stale.filter((code) => code.why === why).map((code) => code.assignmentId)
  const issued = await issueCodes(tx, { organizationId, assignmentIds, cameBy: why, by: 'claviger' })
  return issued.filter((code) => code.isNew)
}
