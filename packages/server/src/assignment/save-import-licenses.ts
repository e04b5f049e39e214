import type { ImportPlan } from '@claviger/core/assignment/plan-import'
import type { PlannedLicense } from '@claviger/core/assignment/plan-import-licenses'
import { addDays, type CalendarDate, endOfDay } from '@claviger/core/kernel/calendar'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import {
  type MovedLicense,
  saveMovedLicenses,
  saveMovedPools,
  saveMovedSubscriptions,
} from '../licenses/moving-in-store.ts'
import { takeLicensePlaces } from '../teams/store.ts'
import { type MovedAssignment, saveMovedAssignments } from './moving-in-store.ts'

/** What the plan's own numbers and keys come to in the database. */
interface Resolved {
  readonly currency: string
  readonly personOf: (addressKey: string) => string
}

/** Saves subscriptions, pools, licenses and who has them, in the order of the file. */
export async function saveImportedLicenses(tx: Tx, plan: ImportPlan, resolved: Resolved): Promise<void> {
  const { licenses, organization } = plan
  if (licenses.length === 0) return
  const organizationId = organization.code
  const subscriptionOf = await saveBought(tx, plan, resolved.currency)
  const startOf = dayStarts(organization.timeZone)
  const given = licenses.map((license) => giftOf(tx, license, resolved.personOf, startOf))
  const firstPlace = (await takeLicensePlaces(tx, organizationId, licenses.length)) - licenses.length + 1
  await saveMovedLicenses(
    tx,
    { organizationId, firstPlace },
    licenses.map((license, index) => movedLicense(license, subscriptionOf(license), given[index] ?? null)),
  )
  await saveMovedAssignments(
    tx,
    organizationId,
    given.filter((gift) => gift !== null),
  )
  await record(
    tx,
    licenses.map(({ id, teamId }, index) => {
      const personId = given[index]?.personId
      return {
        what: 'license_imported',
        organizationId,
        teamId,
        licenseId: id,
        ...(personId && { personId }),
      }
    }),
  )
}

async function saveBought(tx: Tx, { organization, subscriptions, pools }: ImportPlan, currency: string) {
  const organizationId = organization.code
  const ids = subscriptions.map(() => tx.newId.uuid())
  const idOf = ({ subscription }: { readonly subscription: number }) => ids[subscription] ?? ''
  await saveMovedSubscriptions(
    tx,
    { organizationId, currency },
    subscriptions.map(({ bought, quantity }, index) => ({ ...bought, quantity, id: ids[index] ?? '' })),
  )
  await saveMovedPools(
    tx,
    organizationId,
    pools.map((pool) => ({ ...pool, subscriptionId: idOf(pool) })),
  )
  return idOf
}

function giftOf(
  tx: Tx,
  { id, teamId, holder, bought, status, additional }: PlannedLicense,
  personOf: Resolved['personOf'],
  startOf: ReturnType<typeof dayStarts>,
): MovedAssignment | null {
  if (holder?.kind !== 'person') return null
  return {
    ...{ id: tx.newId.uuid(), licenseId: id, personId: personOf(holder.key), product: bought.product },
    ...{ teamId, additional, door: tx.newId.token(), connected: status === 'connected' },
    assignedAt: startOf(holder.assignedOn),
  }
}

/** The first moment of each day; licenses are handed out by the hundred on the same one. */
function dayStarts(timeZone: string): (day: CalendarDate) => Date {
  const known = new Map<CalendarDate, Date>()
  return (day) => {
    const start = known.get(day) ?? endOfDay(addDays(day, -1), timeZone)
    known.set(day, start)
    return start
  }
}

function movedLicense(
  license: PlannedLicense,
  subscriptionId: string,
  gift: MovedAssignment | null,
): MovedLicense {
  const { holder, bought, ...rest } = license
  return {
    ...{ ...rest, subscriptionId, product: bought.product },
    ...{ assignmentId: gift?.id ?? null, personId: gift?.personId ?? null },
    placement: holder?.kind === 'placed' ? holder.placement : null,
  }
}
