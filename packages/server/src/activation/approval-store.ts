import type { ApprovalPlan, RunningCopy } from '@claviger/core/activation/activation-rules'
import { type RawBuilder, sql } from 'kysely'
import { type Happening, recording } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { WaitingDevice } from './device-store.ts'

/** A product that waits and the license chosen for it, both locked: its machines are counted by one at a time. */
export interface Approving {
  readonly device: Omit<WaitingDevice, 'activation' | 'answeredAt' | 'answeredBy' | 'askedAt'> & {
    readonly activationId: string | null
  }
  readonly license: HeldLicense
  /** Every copy that uses the license; somebody we waited for may have added one since. */
  readonly running: readonly RunningCopy[]
}

/** A license in somebody's hands. */
export interface HeldLicense {
  readonly organizationId: number
  readonly licenseId: string
  readonly assignmentId: string
  readonly personId: string
  readonly teamId: number
  /** Nobody has connected it yet. */
  readonly invited: boolean
  /** The product that asks is this license's, or in its pack. */
  readonly covers: boolean
  /** How many machines it may run on; 0 is any number. */
  readonly limit: number
}

export interface ApprovalRef {
  readonly userCode: string
  readonly organizationId: number
  readonly licenseId: string
}

const runningCopies = sql`(select coalesce(json_agg(json_build_object('activationId', activation.id,
    'machine', activation.machine, 'productCode', activation.product_code, 'slot', activation.slot)), '[]')
  from activation where activation.organization_id = assignment.organization_id
    and activation.assignment_id = assignment.id and activation.ended_at is null)`

type RawApproving = Approving['device'] & HeldLicense & Pick<Approving, 'running'>

/** Locks the product that shows the code and the license, if that is in the hands of one of these addresses. */
export async function lockApproving(
  tx: Tx,
  { userCode, organizationId, licenseId }: ApprovalRef,
  addressKeys: readonly string[],
): Promise<Approving | null> {
  if (!Number.isSafeInteger(organizationId)) return null
  const { rows } = await sql<RawApproving>`
    select device_grant.device_hash as "deviceHash", device_grant.user_code as "userCode", device_grant.state,
      device_grant.product_code as "productCode", device_grant.machine, device_grant.machine_name as "machineName",
      device_grant.system, device_grant.release, device_grant.valid_until as "validUntil",
      device_grant.poll_seconds as "pollSeconds", device_grant.polled_at as "polledAt",
      device_grant.activation_id as "activationId",
      assignment.organization_id as "organizationId", assignment.license_id as "licenseId",
      assignment.id as "assignmentId", assignment.person_id as "personId", assignment.team_id as "teamId",
      assignment.connected_at is null as invited, vendor.machines as "limit",
      (assignment.product_code = device_grant.product_code or exists (select 1 from pack_member
        where pack_code = assignment.product_code and pack_member.product_code = device_grant.product_code)) as covers,
      ${runningCopies} as running
    from device_grant
    join assignment on assignment.organization_id = ${organizationId} and assignment.license_id = ${licenseId}
      and assignment.ended_at is null
    join person on person.organization_id = assignment.organization_id and person.id = assignment.person_id
      and person.address_key = any(${[...addressKeys]}::text[])
    join vendor on vendor.id = 1
    where device_grant.user_code = ${userCode}
    for update of device_grant, assignment`.execute(tx.sql)
  const row = rows[0]
  return row ? { device: row, license: row, running: row.running } : null
}

/** Every copy that uses a locked license, read after the lock: nobody adds one now. */
export async function listRunning(tx: Tx, license: HeldLicense): Promise<readonly RunningCopy[]> {
  const { rows } = await sql<Pick<Approving, 'running'>>`select ${runningCopies} as running from assignment
    where assignment.organization_id = ${license.organizationId} and assignment.id = ${license.assignmentId}`.execute(
    tx.sql,
  )
  return rows[0]?.running ?? []
}

/** What somebody said yes to, and until when the product may fetch the answer. */
export interface Approval {
  readonly activationId: string
  readonly plan: Exclude<ApprovalPlan, { kind: 'answered' }>
  readonly by: string
  readonly validUntil: Date
  readonly happened: Happening
}

/**
 * Keeps the yes, the activation it makes and what is said of it in the log, as far as things still stand as they were
 * planned; answers whether they do.
 */
export async function saveApproval(
  tx: Tx,
  { device, license }: Approving,
  { activationId, plan, by, validUntil, happened }: Approval,
): Promise<boolean> {
  const { organizationId } = license
  const connect: RawBuilder<unknown> =
    plan.kind === 'new'
      ? sql`insert into activation (organization_id, id, assignment_id, license_id, person_id, product_code, machine,
            machine_name, system, release, slot, activated_at, last_seen_at)
          select ${organizationId}, ${activationId}, ${license.assignmentId}, ${license.licenseId},
            ${license.personId}, ${device.productCode}, ${device.machine}, ${device.machineName}, ${device.system},
            ${device.release}, ${plan.slot}::smallint, ${tx.now}, ${tx.now}
          where not exists (select 1 from activation where organization_id = ${organizationId}
            and assignment_id = ${license.assignmentId} and ended_at is null
            and ((slot = ${plan.slot}) <> (machine = ${device.machine})
              or machine = ${device.machine} and product_code = ${device.productCode}))`
      : sql`update activation set machine_name = ${device.machineName}, system = ${device.system},
            release = ${device.release}
          where organization_id = ${organizationId} and id = ${activationId} and ended_at is null`
  const { rows } = await sql`
    with connected as (${connect} returning id),
    answered as (
      update device_grant set state = 'approved', organization_id = ${organizationId}, activation_id = connected.id,
        answered_at = ${tx.now}, answered_by = ${by}, valid_until = ${validUntil}
      from connected where device_hash = ${device.deviceHash}),
    noted as (${recording(tx, [happened], sql`where exists (select 1 from connected)`)})
    select id from connected`.execute(tx.sql)
  return rows.length > 0
}
