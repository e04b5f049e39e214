import { accept, type Decision } from '@claviger/core/kernel/decision'
import { sql } from 'kysely'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { connectGivenLicenses, lockPoolsOfLicenses } from '../licenses/pool-store.ts'
import { connectAssignments } from './store.ts'

interface Waiting {
  readonly organizationId: number
  readonly licenseId: string
}

/**
 * Connects every license that waits for an address the actor has proved. Runs whenever an address is proved, so that a
 * license given to an address is there as soon as its owner is.
 */
export async function connectLicenses(
  tx: Tx,
  _request: Record<string, never>,
): Promise<Decision<{ connected: number }>> {
  if (tx.actor.kind !== 'account') return accept({ connected: 0 })
  const keys = tx.actor.addresses.map((own) => own.key)
  const organizations = Map.groupBy(await findWaiting(tx, keys), (one) => one.organizationId)
  let connected = 0
  for (const [organizationId, licenses] of organizations)
    connected += await connectIn(tx, organizationId, keys, licenses)
  return accept({ connected })
}

async function findWaiting(tx: Tx, addressKeys: readonly string[]): Promise<Waiting[]> {
  const { rows } = await sql<{ organization_id: number; license_id: string }>`
    select license.organization_id, license.id as license_id from person
    join license on license.organization_id = person.organization_id and license.person_id = person.id
    where person.address_key = any(${[...addressKeys]}::text[]) and license.status = 'invited'`.execute(
    tx.sql,
  )
  return rows.map((row) => ({ organizationId: row.organization_id, licenseId: row.license_id }))
}

/** One organization at a time: a person has a handful at most, and each has its own locks. */
async function connectIn(
  tx: Tx,
  organizationId: number,
  addressKeys: readonly string[],
  waiting: readonly Waiting[],
): Promise<number> {
  const ids = waiting.map((one) => one.licenseId)
  await lockPoolsOfLicenses(tx, organizationId, ids)
  const { rows } = await sql<{ id: string; assignment_id: string; person_id: string; team_id: number }>`
    select license.id, license.assignment_id, license.person_id, license.team_id from license
    join person on person.organization_id = license.organization_id and person.id = license.person_id
    where license.organization_id = ${organizationId} and license.id = any(${ids}::text[]) and license.status = 'invited'
      and person.address_key = any(${[...addressKeys]}::text[])
    for update of license`.execute(tx.sql)
  await connectGivenLicenses(
    tx,
    organizationId,
    rows.map((row) => row.id),
  )
  await connectAssignments(
    tx,
    organizationId,
    rows.map((row) => row.assignment_id),
  )
  const happenings = rows.map((row) => ({
    what: 'license_connected',
    organizationId,
    teamId: row.team_id,
    licenseId: row.id,
    personId: row.person_id,
  }))
  await record(tx, happenings)
  return rows.length
}
