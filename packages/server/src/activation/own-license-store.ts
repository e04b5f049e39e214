import type { CodePolicy, TakingFacts } from '@claviger/core/activation/code-rules'
import { readLicenseId } from '@claviger/core/kernel/ids'
import { refuseBy } from '@claviger/core/kernel/rules'
import { actorAddress } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'

/** A license by its organization and number. */
export interface LicenseRef {
  readonly organizationId: number
  readonly licenseId: string
}

/** A license in the hands of whoever acts, with what getting a code for it depends on. */
export interface OwnLicense extends TakingFacts {
  readonly assignmentId: string
  readonly teamId: number
  readonly personId: string
  readonly address: string
  readonly name: string
  readonly product: string
}

/** Loads a license the signed-in account holds under any of its addresses; nothing where it is somebody else's. */
export async function loadOwnLicense(
  tx: Tx,
  { organizationId, licenseId }: LicenseRef,
): Promise<OwnLicense | null> {
  const id = readLicenseId(licenseId)
  if (tx.actor.kind !== 'account' || !id.ok) return null
  const keys = tx.actor.addresses.map((own) => own.key)
  const { rows } = await sql<OwnLicense & { policy: CodePolicy }>`
    select license.assignment_id as "assignmentId", license.team_id as "teamId", person.id as "personId",
      person.address, person.name, product.name as product, organization.name as organization,
      organization.code_policy as policy,
      exists (select 1 from activation_code as code where code.organization_id = license.organization_id
        and code.assignment_id = license.assignment_id) as "hasCode"
    from license
    join person on person.organization_id = license.organization_id and person.id = license.person_id
    join organization on organization.id = license.organization_id
    join product on product.code = license.product_code
    where license.organization_id = ${organizationId} and license.id = ${id.plan}
      and person.address_key = any(${keys}::text[])`.execute(tx.sql)
  return rows[0] ?? null
}

/** Says that a license is not in the hands of whoever acts. */
export function notYours({ actor }: Pick<Tx, 'actor'>, { licenseId }: LicenseRef) {
  return refuseBy('license_not_found', 'license_is_yours', { licenseId, account: actorAddress(actor) })
}
