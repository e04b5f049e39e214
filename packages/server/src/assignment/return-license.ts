import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import { actorAddress, actorName } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { freeLicenses, lockPoolsOfLicenses } from '../licenses/pool-store.ts'
import { withdrawAnnouncements } from '../outbox/withdrawal-store.ts'
import { endAssignments } from './store.ts'
import type { EndReason } from './tables.ts'

export interface ReturnLicense {
  readonly organizationId: number
  readonly licenseId: string
}

/** Gives back a license of one's own: it is free for somebody else at once. */
export async function returnLicense(
  tx: Tx,
  request: ReturnLicense,
): Promise<Decision<{ readonly licenseId: string }, Refusal>> {
  if (tx.actor.kind !== 'account') return refuse('not_signed_in')
  const keys = tx.actor.addresses.map((own) => own.key)
  const { organizationId, licenseId } = request
  const mine = await lockHeld(tx, keys, { organizationId, licenseId })
  if (mine.length === 0)
    return refuseBy('license_not_found', 'license_is_yours', { licenseId, account: actorAddress(tx.actor) })
  await returnHeld(tx, mine, 'returned')
  return accept({ licenseId: request.licenseId })
}

export interface HeldByAddress {
  readonly organizationId: number
  readonly licenseId: string
  readonly assignmentId: string
  readonly personId: string
  readonly teamId: number
}

/**
 * Every license in the hands of these addresses, or the one named, under the lock of its pool. What somebody else took
 * back while the lock was waited for is not among them.
 */
export async function lockHeld(
  tx: Tx,
  addressKeys: readonly string[],
  only?: ReturnLicense,
): Promise<HeldByAddress[]> {
  const wanted = (one: HeldByAddress) =>
    !only || (one.licenseId === only.licenseId && one.organizationId === only.organizationId)
  const before = (await findHeld(tx, addressKeys)).filter(wanted)
  for (const [organizationId, licenses] of Map.groupBy(before, (one) => one.organizationId))
    await lockPoolsOfLicenses(
      tx,
      organizationId,
      licenses.map((one) => one.licenseId),
    )
  const locked = new Set(before.map((one) => one.assignmentId))
  return before.length === 0
    ? []
    : (await findHeld(tx, addressKeys)).filter((one) => locked.has(one.assignmentId))
}

async function findHeld(tx: Tx, addressKeys: readonly string[]): Promise<HeldByAddress[]> {
  const { rows } = await sql<{
    organization_id: number
    id: string
    assignment_id: string
    person_id: string
    team_id: number
  }>`
    select license.organization_id, license.id, license.assignment_id, license.person_id, license.team_id from person
    join license on license.organization_id = person.organization_id and license.person_id = person.id
    where person.address_key = any(${[...addressKeys]}::text[])
    order by license.organization_id, license.position`.execute(tx.sql)
  return rows.map((row) => ({
    organizationId: row.organization_id,
    licenseId: row.id,
    assignmentId: row.assignment_id,
    personId: row.person_id,
    teamId: row.team_id,
  }))
}

/** Frees locked licenses their own holder gives up, one organization at a time: a person has a handful. */
export async function returnHeld(tx: Tx, held: readonly HeldByAddress[], reason: EndReason): Promise<void> {
  for (const [organizationId, licenses] of Map.groupBy(held, (one) => one.organizationId)) {
    const assignmentIds = licenses.map((one) => one.assignmentId)
    await endAssignments(tx, organizationId, assignmentIds, { by: actorName(tx.actor), reason })
    await withdrawAnnouncements(tx, organizationId, assignmentIds)
    await freeLicenses(
      tx,
      organizationId,
      licenses.map((one) => one.licenseId),
    )
    const what = reason === 'account_deleted' ? 'license_freed_by_account_deletion' : 'license_returned'
    await record(
      tx,
      licenses.map((one) => ({ what, ...one, facts: {} })),
    )
  }
}
