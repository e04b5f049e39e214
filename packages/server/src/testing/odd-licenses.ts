import { sql } from 'kysely'
import type { PlacementKind } from '../licenses/tables.ts'
import type { Customer, Story } from './story.ts'

/** With what a license is that no person holds. */
export interface Placed {
  readonly kind: PlacementKind
  readonly uid?: string
  readonly registrationName?: string
  readonly key?: string
}

type License = { readonly organizationId: number; readonly licenseId: string }

/** Licenses only a vendor brings along, made of free ones; the pools count them. */
export async function placeLicense(story: Story, license: License, placed: Placed): Promise<void> {
  const { organizationId, licenseId } = license
  const { kind, uid = null, registrationName = null, key = null } = placed
  await move(story, license, 'placed', sql`per_user = false`)
  await sql`insert into placement (organization_id, license_id, kind, uid, registration_name, key)
    values (${organizationId}, ${licenseId}, ${kind}, ${uid}, ${registrationName}, ${key})`.execute(
    story.database.db,
  )
}

/** Suspends a free license. */
export function suspendLicense(story: Story, license: License): Promise<void> {
  return move(story, license, 'withheld', sql`suspended = true`)
}

async function move(
  { database: { db } }: Story,
  { organizationId, licenseId }: License,
  status: 'placed' | 'withheld',
  change: ReturnType<typeof sql>,
): Promise<void> {
  await sql`with moved as (update license set status = ${status}, ${change}
      where organization_id = ${organizationId} and id = ${licenseId} and status = 'free'
      returning team_id, subscription_id)
    update pool set free = free - 1, ${sql.ref(status)} = ${sql.ref(status)} + 1 from moved
    where pool.organization_id = ${organizationId} and pool.team_id = moved.team_id
      and pool.subscription_id = moved.subscription_id`.execute(db)
}

/** Changes what the customer's newest subscription says. */
export async function changeTerm(
  { database: { db } }: Story,
  { organizationId }: Pick<Customer, 'organizationId'>,
  change: ReturnType<typeof sql>,
): Promise<void> {
  await sql`update subscription set ${change} where organization_id = ${organizationId} and id = (
    select id from subscription where organization_id = ${organizationId} order by created_at desc, id desc limit 1)`.execute(
    db,
  )
}
