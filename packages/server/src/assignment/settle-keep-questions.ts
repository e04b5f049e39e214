import { isHeld } from '@claviger/core/assignment/plan-revocation'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { closeKeepQuestions, findUnanswered, keepUsed, lockKeepQuestions } from './keep-store.ts'
import { lockWithinReach } from './revocable-store.ts'
import { loadSetting } from './store.ts'
import { takeBackAtOnce } from './take-back.ts'

/** Questions at once: so many that nobody waits long for their pools. */
const mostAtOnce = 200

/**
 * Settles questions nobody needs to answer any more: whoever went on using a license keeps it, and what nobody kept until
 * the end of its last day is free. Takes a bounded number at a time; answers how many, and none when all is settled.
 */
export async function settleKeepQuestions(
  tx: Tx,
  _request: Record<string, never>,
): Promise<Decision<{ readonly settled: number }, VendorDoorRefusal>> {
  const door = await atVendor(tx, 'vendor.customers')
  if (!door.ok) return door
  const used = await keepUsed(tx, mostAtOnce)
  await record(
    tx,
    used.map(({ address, ...about }) => ({
      what: 'license_kept',
      ...about,
      facts: { address, byUse: true },
    })),
  )
  const unanswered = await findUnanswered(tx, mostAtOnce)
  if (unanswered)
    await freeUnanswered(
      tx,
      unanswered.organizationId,
      unanswered.questions.map(({ licenseId }) => licenseId),
      unanswered.questions.map(({ id }) => id),
    )
  return accept({ settled: used.length + (unanswered?.questions.length ?? 0) })
}

/** Under the lock it counts what is so now: an answer, or another end, may have come in between. */
async function freeUnanswered(
  tx: Tx,
  organizationId: number,
  licenseIds: readonly string[],
  questionIds: readonly string[],
): Promise<void> {
  const setting = await loadSetting(tx, organizationId)
  if (!setting) throw new Error('questions of an organization that is not there')
  const everywhere = { seen: 'all', teams: 'all' } as const
  const licenses = await lockWithinReach(tx, organizationId, licenseIds, everywhere)
  const questions = await lockKeepQuestions(tx, organizationId, questionIds)
  const open = questions.filter(({ state }) => state === 'open')
  const lost = open.filter(({ held }) => !held)
  const silent = new Set(open.filter(({ held }) => held).map(({ assignmentId }) => assignmentId))
  const revoke = licenses.filter(isHeld).filter(({ assignment }) => silent.has(assignment.id))
  const idsOf = (list: typeof open) => list.map(({ id }) => id)
  await closeKeepQuestions(tx, organizationId, idsOf(lost), 'withdrawn')
  await closeKeepQuestions(tx, organizationId, idsOf(open.filter(({ held }) => held)), 'freed')
  if (revoke.length > 0) await takeBackAtOnce(tx, setting, { revoke, kept: [] }, 'not_kept')
}
