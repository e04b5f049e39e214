import type { DocumentPolicy } from '@claviger/core/activation/document'
import { type CalendarDate, dateFrom } from '@claviger/core/kernel/calendar'
import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

/** A product a developer can put the first lines into. */
export interface DevProduct {
  readonly code: string
  readonly name: string
  /** Its newest release, when it has any. */
  readonly version: string | null
  readonly releasedOn: CalendarDate | null
}

/** The products that can be licensed by themselves, in the order they were added. */
export async function listDevProducts(read: Read): Promise<readonly DevProduct[]> {
  const { rows } = await sql<DevProduct>`
    select product.code, product.name, newest.version, newest.released_on as "releasedOn" from product
    left join lateral (select version, released_on from release where product_code = product.code
      order by string_to_array(version, '.')::int[] desc limit 1) as newest on true
    where product.kind = 'product' and product.archived_at is null
    order by product.created_at, product.code`.execute(read.sql)
  return rows
}

/** The public half of the root key: what products pin. */
export async function loadRootKey(read: Read): Promise<string> {
  const root = await read.sql
    .selectFrom('signing_key')
    .select('public_key')
    .where('role', '=', 'root')
    .where('current', '=', true)
    .executeTakeFirst()
  if (!root) throw new Error('This installation has no keys yet: start Claviger once.')
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

/** What the vendor lets products do by themselves: written into every document. */
export async function loadPolicy({ sql: db }: Pick<Tx | Read, 'sql'>): Promise<DocumentPolicy> {
  const row = await db
    .selectFrom('vendor')
    .select(['grace_days', 'check_hours', 'offline_days'])
    .executeTakeFirstOrThrow()
  return { graceDays: row.grace_days, checkHours: row.check_hours, offlineDays: row.offline_days }
}
