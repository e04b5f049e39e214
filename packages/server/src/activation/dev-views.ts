import { type CalendarDate, dateFrom } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { mayAtVendor } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Read } from '../db/unit-of-work.ts'

/** A product a developer can put the first lines into. */
export interface DevProduct {
  readonly code: string
  readonly name: string
  /** Its newest release, when it has any. */
  readonly version: string | null
  readonly releasedOn: CalendarDate | null
}

export interface DevStart {
  readonly products: readonly DevProduct[]
  /** The public half of the root key: what products pin. */
  readonly rootKey: string
  /** Codes open something, so only owners may have one made. */
  readonly mayMakeCodes: boolean
}

/** What a developer needs for the first check: the products and the key they believe. */
export async function devStart(read: Read, _query: object): Promise<Decision<DevStart, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.see')
  if (!door.ok) return door
  return accept({
    products: await listDevProducts(read),
    rootKey: await loadRootKey(read),
    mayMakeCodes: mayAtVendor(read.actor, 'vendor.codes'),
  })
}

/** The products that can be licensed by themselves, in the order they were added. */
export async function listDevProducts(read: Read): Promise<DevProduct[]> {
  const { rows } = await sql<DevProduct>`
    select product.code, product.name, newest.version, newest.released_on as "releasedOn" from product
    left join lateral (select version, released_on from release where product_code = product.code
      order by string_to_array(version, '.')::int[] desc limit 1) as newest on true
    where product.kind = 'product' and product.archived_at is null
    order by product.created_at, product.code`.execute(read.sql)
  return rows
}

/** The public half of the root key. */
export async function loadRootKey(read: Read): Promise<string> {
  const root = await read.sql
    .selectFrom('signing_key')
    .select('public_key')
    .where('role', '=', 'root')
    .where('current', '=', true)
    .executeTakeFirst()
  if (!root) throw new Error('this installation has no root key')
  return root.public_key
}

/** The day a version came out, as far as it is known. */
export async function loadReleaseDay(
  read: Read,
  productCode: string,
  version: string,
): Promise<CalendarDate | null> {
  const row = await read.sql
    .selectFrom('release')
    .select('released_on')
    .where('product_code', '=', productCode)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? dateFrom(row.released_on) : null
}
