import { type Kysely, sql } from 'kysely'
import type { NewId } from '../db/new-id.ts'
import type { Schema } from '../db/schema.ts'
import type { ActivationTables } from './tables.ts'

/** What a product asked and was told, for whoever develops it. Never a token, never a code. */
export interface NotedCall {
  readonly at: Date
  readonly call: ActivationTables['product_call']['call']
  readonly productCode: string
  readonly release: string
  readonly license: { readonly organizationId: number; readonly licenseId: string } | null
  /** `answered`, or the error the product got. */
  readonly answer: string
  /** What the answer rests on; `why` is the chain of rules behind a refusal. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly ms: number
}

/** Keeps calls in one statement, however many. */
export async function saveCalls(
  db: Kysely<Schema>,
  newId: NewId,
  calls: readonly NotedCall[],
): Promise<void> {
  if (calls.length === 0) return
  await sql`insert into product_call (id, at, call, product_code, release, organization_id, license_id, answer, facts, ms)
    select * from unnest(
      ${calls.map(() => newId.uuid())}::uuid[], ${calls.map((one) => one.at)}::timestamptz[],
      ${calls.map((one) => one.call)}::text[], ${calls.map((one) => one.productCode)}::text[],
      ${calls.map((one) => one.release)}::text[],
      ${calls.map((one) => one.license?.organizationId ?? null)}::bigint[],
      ${calls.map((one) => one.license?.licenseId ?? null)}::text[], ${calls.map((one) => one.answer)}::text[],
      ${calls.map((one) => JSON.stringify(one.facts))}::jsonb[], ${calls.map((one) => one.ms)}::integer[])`.execute(
    db,
  )
}

const keptDays = 7
const mostKept = 10_000
/** Long enough that whoever comes late reads that the code ran out, and not that it never was. */
const lateHours = 24

/** Forgets calls past a week or beyond the newest ten thousand, and products that have waited in vain for a day. */
export async function sweepCalls(db: Kysely<Schema>, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - keptDays * 86_400_000)
  const late = new Date(now.getTime() - lateHours * 3_600_000)
  await sql`delete from product_call where at < ${oldest}
    or (at, id) < (select at, id from product_call order by at desc, id desc offset ${mostKept - 1} limit 1)`.execute(
    db,
  )
  await sql`delete from device_grant where valid_until < ${late}`.execute(db)
}
