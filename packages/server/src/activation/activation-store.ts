import type { ActivationEnds } from '@claviger/core/activation/activation-rules'
import { isUuid } from '@claviger/core/kernel/ids'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import type { AccessToken } from './access-token.ts'

/** An activation as its product is told about it. */
export interface FoundActivation extends ActivationEnds {
  readonly organizationId: number
  readonly id: string
  readonly assignmentId: string
  readonly licenseId: string
  readonly productCode: string
  readonly machineName: string
  readonly release: string
  readonly secretHash: string | null
}

/**
 * Gives the activation a new secret, the one before opens nothing from now on, and notes that the product has fetched it.
 * Nothing when the machine was signed out, or the license taken away, since somebody said yes.
 */
export async function saveToken(
  tx: Tx,
  activation: { readonly organizationId: number; readonly id: string },
  tokenHash: string,
): Promise<FoundActivation | null> {
  const { rows } = await sql<RawActivation>`with fetched as (
      update activation set token_hash = ${tokenHash}, last_seen_at = ${tx.now}
      from assignment
      where activation.organization_id = ${activation.organizationId} and activation.id = ${activation.id}
        and activation.ended_at is null and assignment.organization_id = activation.organization_id
        and assignment.id = activation.assignment_id and assignment.ended_at is null
      returning activation.*),
    redeemed as (
      update device_grant set state = 'redeemed' from fetched
      where device_grant.organization_id = fetched.organization_id and device_grant.activation_id = fetched.id
        and device_grant.state = 'approved')
    ${found} from fetched as activation ${withAssignment}`.execute(tx.sql)
  return rows[0] ? activationOf(rows[0]) : null
}

/** A product that asks whether it may go on. */
export interface CheckRow extends AccessToken {
  readonly productCode: string
  /** Empty when the product did not say. */
  readonly release: string
}

/**
 * Finds the activations these tokens open and notes that they were seen, running which release: one statement, however
 * many.
 */
export async function saveSeen(tx: Tx, asking: readonly CheckRow[]): Promise<FoundActivation[]> {
  // Always in one order: two processes that see the same machines do not wait for each other in a circle.
  const checks = asking.toSorted((a, b) => (a.activationId < b.activationId ? -1 : 1))
  const { rows } = await sql<RawActivation>`with seen as (
      update activation set last_seen_at = ${tx.now}, release = coalesce(nullif(asked.release, ''), activation.release)
      from unnest(${checks.map((one) => one.organizationId)}::bigint[],
        ${checks.map((one) => one.activationId)}::uuid[], ${checks.map((one) => one.secretHash)}::text[],
        ${checks.map((one) => one.productCode)}::text[], ${checks.map((one) => one.release)}::text[])
        as asked (organization_id, id, token_hash, product_code, release)
      where activation.organization_id = asked.organization_id and activation.id = asked.id
        and activation.token_hash = asked.token_hash and activation.product_code = asked.product_code
      returning activation.*)
    ${found} from seen as activation ${withAssignment}`.execute(tx.sql)
  return rows.map(activationOf)
}

/** An activation its own product has ended. */
export interface ReleasedActivation {
  readonly organizationId: number
  readonly licenseId: string
  readonly personId: string
  readonly teamId: number
  readonly productCode: string
  readonly machineName: string
  /** It had not ended before. */
  readonly now: boolean
}

/** Ends the activation this token opens, at its own product's wish; one that has ended stays as it ended. */
export async function saveRelease(tx: Tx, token: AccessToken): Promise<ReleasedActivation | null> {
  const { rows } = await sql<ReleasedActivation>`with found as (
      select activation.*, activation.ended_at is null as now, license.team_id,
        coalesce(nullif(person.name, ''), person.address) as holder
      from activation
      join license on license.organization_id = activation.organization_id and license.id = activation.license_id
      join person on person.organization_id = activation.organization_id and person.id = activation.person_id
      where activation.organization_id = ${token.organizationId} and activation.id = ${token.activationId}
        and activation.token_hash = ${token.secretHash}
      for update of activation),
    released as (
      update activation set ended_at = ${tx.now}, ended_by = found.holder, end_reason = 'released' from found
      where activation.organization_id = found.organization_id and activation.id = found.id and found.now)
    select organization_id as "organizationId", license_id as "licenseId", person_id as "personId",
      team_id as "teamId", product_code as "productCode", machine_name as "machineName", now from found`.execute(
    tx.sql,
  )
  return rows[0] ?? null
}

/** A machine somebody wants to sign out, and whose it is. */
export interface SignableMachine {
  readonly organizationId: number
  readonly id: string
  readonly licenseId: string
  readonly personId: string
  readonly teamId: number
  readonly addressKey: string
  readonly machineName: string
  readonly productCode: string
  readonly endedAt: Date | null
}

/** Loads an activation of this organization and keeps others from ending it meanwhile. */
export async function lockMachine(
  tx: Tx,
  organizationId: number,
  id: string,
): Promise<SignableMachine | null> {
  if (!isUuid(id) || !Number.isSafeInteger(organizationId)) return null
  const { rows } = await sql<SignableMachine>`
    select activation.organization_id as "organizationId", activation.id, activation.license_id as "licenseId",
      activation.person_id as "personId", license.team_id as "teamId", person.address_key as "addressKey",
      activation.machine_name as "machineName", activation.product_code as "productCode",
      activation.ended_at as "endedAt"
    from activation
    join license on license.organization_id = activation.organization_id and license.id = activation.license_id
    join person on person.organization_id = activation.organization_id and person.id = activation.person_id
    where activation.organization_id = ${organizationId} and activation.id = ${id}
    for update of activation`.execute(tx.sql)
  return rows[0] ?? null
}

export async function saveSignOut(tx: Tx, machine: SignableMachine, by: string): Promise<void> {
  await tx.sql
    .updateTable('activation')
    .set({ ended_at: tx.now, ended_by: by, end_reason: 'signed_out' })
    .where('organization_id', '=', machine.organizationId)
    .where('id', '=', machine.id)
    .execute()
}

const found = sql`select activation.organization_id, activation.id, activation.assignment_id, activation.license_id,
  activation.product_code, activation.machine_name, activation.release, activation.token_hash, activation.ended_at, activation.ended_by, activation.end_reason,
  assignment.ended_at as taken_at, assignment.ended_by as taken_by`
const withAssignment = sql`join assignment on assignment.organization_id = activation.organization_id
  and assignment.id = activation.assignment_id`

interface RawActivation {
  organization_id: number
  id: string
  assignment_id: string
  license_id: string
  product_code: string
  machine_name: string
  release: string
  token_hash: string | null
  ended_at: Date | null
  ended_by: string | null
  end_reason: 'released' | 'signed_out' | null
  taken_at: Date | null
  taken_by: string | null
}

function activationOf(row: RawActivation): FoundActivation {
  const { ended_at, ended_by, end_reason, taken_at, taken_by } = row
  return {
    organizationId: row.organization_id,
    id: row.id,
    assignmentId: row.assignment_id,
    licenseId: row.license_id,
    productCode: row.product_code,
    machineName: row.machine_name,
    release: row.release,
    secretHash: row.token_hash,
    taken: taken_at ? { at: taken_at, by: taken_by ?? '' } : null,
    ended: ended_at && end_reason ? { at: ended_at, by: ended_by ?? '', reason: end_reason } : null,
  }
}
