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
  const waiting = await findWaiting(
    tx,
    tx.actor.addresses.map((own) => own.key),
  )
  const organizations = Map.groupBy(waiting, (one) => one.organizationId)
  for (const [organizationId, licenses] of organizations) await connectIn(tx, organizationId, licenses)
  return accept({ connected: waiting.length })
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
async function connectIn(tx: Tx, organizationId: number, waiting: readonly Waiting[]): Promise<void> {
  const ids = waiting.map((one) => one.licenseId)
  await lockPoolsOfLicenses(tx, organizationId, ids)
  const { rows } = await sql<{ id: string; assignment_id: string; person_id: string; team_id: number }>`
    select id, assignment_id, person_id, team_id from license
    where organization_id = ${organizationId} and id = any(${ids}::text[]) and status = 'invited' for update`.execute(
    tx.sql,
  )
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
}
