import { calendarDate, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { readLicenseId } from '@claviger/core/kernel/ids'
import { refuseBy } from '@claviger/core/kernel/rules'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { saveEndDay } from './end-day-store.ts'
import { lockRevocable, reachOf } from './revocable-store.ts'
import { loadSetting } from './store.ts'

export interface ChangeEndDay {
  readonly organizationId: number
  readonly licenseId: string
  /** 'YYYY-MM-DD', or nothing for a license given without an end. */
  readonly endsOn: string | null
}

/** Lets a license stay with its person until the end of another day, or for as long as it runs. */
export async function changeEndDay(
  tx: Tx,
  request: ChangeEndDay,
): Promise<Decision<{ readonly endsOn: string | null }, Refusal>> {
  const { organizationId, licenseId: typed } = request
  const setting = await loadSetting(tx, organizationId)
  const reach = reachOf(tx.actor, organizationId)
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', sees: setting !== null && reach.seen.length > 0 },
    ...{ does: reach.teams.length > 0, right: 'licenses.revoke', teamId: null },
  })
  if (barred) return { ok: false, refusal: barred }
  const id = readLicenseId(typed)
  if (!setting || !id.ok) return missing(tx, 'license_not_found')
  const endsOn =
    request.endsOn === null ? accept(null) : readEndDay(request.endsOn, todayIn(tx.now, setting.timeZone))
  if (!endsOn.ok) return endsOn
  const locked = await lockRevocable(tx, organizationId, { kind: 'these', licenseIds: [id.plan] }, reach)
  if (locked === 'outside') return missing(tx, 'license_not_found')
  const [license] = locked
  if (!license?.assignment || !license.holder)
    return refuseBy('not_assigned', 'somebody_has_it', { licenseId: id.plan })
  await saveEndDay(tx, organizationId, license.assignment.id, endsOn.plan)
  const { teamId, licenseId, holder } = license
  const facts = { address: holder.address, endsOn: endsOn.plan }
  await record(tx, [
    { what: 'end_day_changed', organizationId, teamId, licenseId, personId: holder.personId, facts },
  ])
  return accept({ endsOn: endsOn.plan })
}

function readEndDay(typed: string, today: string): Decision<string, Refusal> {
  const day = calendarDate(typed)
  if (!day.ok) return { ok: false, refusal: { ...day.refusal, field: 'endsOn' } }
  return day.plan < today ? refuse('date_in_the_past', { field: 'endsOn', today }) : day
}
