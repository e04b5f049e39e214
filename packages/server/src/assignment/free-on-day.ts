import { isHeld } from '@claviger/core/assignment/plan-revocation'
import { todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { findReachedDays, listEndDays } from './end-day-store.ts'
import { lockWithinReach } from './revocable-store.ts'
import { loadSetting } from './store.ts'
import { takeBackAtOnce } from './take-back.ts'

/** Licenses at once: so many that nobody waits long for their pools. */
const mostAtOnce = 200

/**
 * Takes back what was given until a day that is over in the organization's zone. Takes a bounded number at a time;
 * answers how many, and none when no day is over.
 */
export async function freeOnDay(
  tx: Tx,
  _request: Record<string, never>,
): Promise<Decision<{ readonly freed: number }, VendorDoorRefusal>> {
  const door = await atVendor(tx, 'vendor.customers')
  if (!door.ok) return door
  const reached = await findReachedDays(tx, mostAtOnce)
  if (!reached) return accept({ freed: 0 })
  const { organizationId, licenseIds } = reached
  const setting = await loadSetting(tx, organizationId)
  if (!setting) throw new Error('licenses of an organization that is not there')
  const everywhere = { seen: 'all', teams: 'all' } as const
  const licenses = await lockWithinReach(tx, organizationId, licenseIds, everywhere)
  // Somebody may have given it for longer, or to somebody else, while the lock was waited for.
  const held = licenses.filter(isHeld)
  const days = await listEndDays(
    tx,
    organizationId,
    held.map(({ assignment }) => assignment.id),
  )
  const today = todayIn(tx.now, setting.timeZone)
  const revoke = held.filter(({ assignment }) => (days.get(assignment.id) ?? today) < today)
  if (revoke.length > 0) await takeBackAtOnce(tx, setting, { revoke, kept: [] }, 'day_reached')
  return accept({ freed: revoke.length })
}
