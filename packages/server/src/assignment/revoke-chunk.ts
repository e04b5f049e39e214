import { planRevocation } from '@claviger/core/assignment/plan-revocation'
import type { Refusal } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import type { Tx } from '../db/unit-of-work.ts'
import type { DecidedLine, JobUnderWay, WaitingLine } from '../jobs/job-work.ts'
import { missing } from '../teams/access.ts'
import { type LockedLicense, lockWithinReach, reachOf } from './revocable-store.ts'
import { loadSetting } from './store.ts'
import { bringBack } from './take-back.ts'

/** Goes on with taking licenses back, where whoever began it still may and the same people still have them. */
export async function revokeChunk(
  tx: Tx,
  job: JobUnderWay,
  lines: readonly WaitingLine[],
): Promise<readonly DecidedLine[]> {
  const { organizationId } = job
  const setting = await loadSetting(tx, organizationId)
  if (!setting) throw new Error('a job of no organization')
  const licenseIds = lines.flatMap((line) => line.licenseId ?? [])
  const locked = await lockWithinReach(tx, organizationId, licenseIds, reachOf(tx.actor, organizationId))
  const meant = new Map(lines.map((line) => [line.licenseId, line.personId]))
  const isMeant = ({ licenseId, holder }: LockedLicense) =>
    (holder?.personId ?? null) === meant.get(licenseId)
  const plan = planRevocation(
    { coolDownDays: setting.coolDownDays, now: tx.now },
    locked.filter((license) => isMeant(license) || license.holder === null),
  )
  await bringBack(tx, setting, { job, reason: 'revoked' }, plan.revoke)
  const back = new Map(plan.revoke.map((license) => [license.licenseId, license.assignment.id]))
  const reasons = new Map(plan.kept.map(({ license, reason }) => [license.licenseId, reason]))
  const there = new Set(locked.map((license) => license.licenseId))
  return lines.map(({ place, licenseId }) => {
    const id = licenseId ?? ''
    const assignmentId = back.get(id)
    if (assignmentId !== undefined) return { place, outcome: 'done', reason: null, assignmentId }
    return keptLine(place, reasons.get(id) ?? reasonOf(tx, id, there.has(id)))
  })
}

/** A license that is out of reach is as if it were not there; one that somebody else has now is not the one that was meant. */
function reasonOf(tx: Tx, licenseId: string, there: boolean): Refusal {
  return there
    ? refuseBy('not_assigned', 'somebody_has_it', { licenseId }).refusal
    : missing(tx, 'license_not_found').refusal
}

function keptLine(place: number, reason: Refusal): DecidedLine {
  return { place, outcome: reason.code === 'not_assigned' ? 'skipped' : 'refused', reason }
}
