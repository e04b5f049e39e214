import { accept, type Decision } from '@claviger/core/kernel/decision'
import { readLicenseId } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { owns } from '@claviger/core/teams/actor'
import { may } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'

/** A product copy on a machine that uses a license now. */
export interface Machine {
  readonly activationId: string
  /** Its number among the license's machines; products on one machine share it. */
  readonly slot: number
  /** As the machine calls itself; may be empty. */
  readonly name: string
  readonly system: string
  readonly product: string
  readonly release: string
  readonly activatedAt: Date
  readonly lastSeenAt: Date
}

export interface LicenseMachines {
  readonly machines: readonly Machine[]
  /** How many machines the license may run on; 0 is any number. */
  readonly limit: number
  readonly maySignOut: boolean
}

export interface MachinesQuery {
  readonly organizationId: number
  readonly licenseId: string
}

/** The machines a license runs on, for the person who holds it and for whoever administers it. Newest seen first. */
export async function licenseMachines(
  read: Read,
  query: MachinesQuery,
): Promise<Decision<LicenseMachines, ReasonedRefusal<'license_not_found'>>> {
  const { organizationId } = query
  const id = readLicenseId(query.licenseId)
  const holder = id.ok ? await findHolder(read, organizationId, id.plan) : undefined
  const own = holder?.addressKey != null && owns(read.actor, holder.addressKey)
  if (!holder || (!own && !may(read.actor, 'licenses.see', organizationId, holder.teamId)))
    return missing(read, 'license_not_found')
  return accept({
    machines: holder.assignmentId ? await listMachines(read, organizationId, holder.assignmentId) : [],
    limit: holder.limit,
    maySignOut: own || may(read.actor, 'licenses.revoke', organizationId, holder.teamId),
  })
}

interface Holder {
  readonly teamId: number
  readonly assignmentId: string | null
  readonly addressKey: string | null
  readonly limit: number
}

async function findHolder(
  read: Read,
  organizationId: number,
  licenseId: string,
): Promise<Holder | undefined> {
  const { rows } = await sql<Holder>`
    select license.team_id as "teamId", license.assignment_id as "assignmentId", person.address_key as "addressKey",
      vendor.machines as "limit"
    from license join vendor on vendor.id = 1
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    where license.organization_id = ${organizationId} and license.id = ${licenseId}`.execute(read.sql)
  return rows[0]
}

async function listMachines(read: Read, organizationId: number, assignmentId: string): Promise<Machine[]> {
  const { rows } = await sql<Machine>`
    select activation.id as "activationId", activation.slot, activation.machine_name as name, activation.system,
      product.name as product, activation.release, activation.activated_at as "activatedAt",
      activation.last_seen_at as "lastSeenAt"
    from activation join product on product.code = activation.product_code
    where activation.organization_id = ${organizationId} and activation.assignment_id = ${assignmentId}
      and activation.ended_at is null
    order by activation.last_seen_at desc, activation.id`.execute(read.sql)
  return rows
}
