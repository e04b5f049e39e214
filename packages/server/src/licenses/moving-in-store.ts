import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { sql } from 'kysely'
import type { Term } from '../catalog/tables.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { LicenseStatus, PlacementKind } from './tables.ts'

/** What a vendor brings along as bought: without an order, and paid. */
export interface MovedSubscription {
  readonly id: string
  readonly product: string
  readonly quantity: number
  readonly term: Term
  readonly startsOn: CalendarDate
  readonly paidThrough: CalendarDate
  readonly unitMinor: bigint
  readonly packRef: string | null
  readonly renews: boolean
  readonly trial: boolean
  readonly perpetual: boolean
}

/** The organization each of these licenses is with, wherever they are. */
export async function listPlacesOfLicenses(
  tx: Tx,
  licenseIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.sql
    .selectFrom('license')
    .select(['id', 'organization_id'])
    .where('id', '=', sql<string>`any(${[...licenseIds]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row.organization_id]))
}

/** Saves subscriptions: one statement, however many. */
export async function saveMovedSubscriptions(
  tx: Tx,
  { organizationId, currency }: { readonly organizationId: number; readonly currency: string },
  list: readonly MovedSubscription[],
): Promise<void> {
  if (list.length === 0) return
  await sql`insert into subscription (organization_id, id, product_code, quantity, term, starts_on, paid_through, due_on,
      unit_minor, currency, payment, pack_ref, renews, trial, perpetual, created_at)
    select ${organizationId}, i, p, q, t, s, e, s, m, ${currency}, 'paid', k, r, l, f, ${tx.now} from unnest(
      ${list.map(({ id }) => id)}::uuid[], ${list.map(({ product }) => product)}::text[],
      ${list.map(({ quantity }) => quantity)}::integer[], ${list.map(({ term }) => term)}::text[],
      ${list.map(({ startsOn }) => startsOn)}::date[], ${list.map(({ paidThrough }) => paidThrough)}::date[],
      ${list.map(({ unitMinor }) => unitMinor.toString())}::bigint[],
      ${list.map(({ packRef }) => packRef)}::text[], ${list.map(({ renews }) => renews)}::boolean[],
      ${list.map(({ trial }) => trial)}::boolean[], ${list.map(({ perpetual }) => perpetual)}::boolean[])
      as s (i, p, q, t, s, e, m, k, r, l, f)`.execute(tx.sql)
}

export interface MovedPool {
  readonly teamId: number
  readonly subscriptionId: string
  readonly product: string
  readonly counts: Readonly<Record<LicenseStatus, number>>
}

/** Saves pools with the counts of what is in them: one statement, however many. */
export async function saveMovedPools(
  tx: Tx,
  organizationId: number,
  pools: readonly MovedPool[],
): Promise<void> {
  if (pools.length === 0) return
  const counted = (status: LicenseStatus) => pools.map(({ counts }) => counts[status])
  await sql`insert into pool (organization_id, team_id, subscription_id, product_code, total, free, invited, connected,
      placed, withheld)
    select ${organizationId}, t, s, p, f + i + c + l + w, f, i, c, l, w from unnest(
      ${pools.map(({ teamId }) => teamId)}::bigint[], ${pools.map(({ subscriptionId }) => subscriptionId)}::uuid[],
      ${pools.map(({ product }) => product)}::text[], ${counted('free')}::integer[], ${counted('invited')}::integer[],
      ${counted('connected')}::integer[], ${counted('placed')}::integer[], ${counted('withheld')}::integer[])
      as p (t, s, p, f, i, c, l, w)`.execute(tx.sql)
}

export interface MovedLicense {
  readonly id: string
  readonly teamId: number
  readonly subscriptionId: string
  readonly product: string
  readonly status: LicenseStatus
  readonly assignmentId: string | null
  readonly personId: string | null
  readonly perUser: boolean
  readonly transferable: boolean
  readonly suspended: boolean
  readonly domain: string | null
  readonly placement: MovedPlacement | null
}

export interface MovedPlacement {
  readonly kind: PlacementKind
  readonly uid: string | null
  readonly registrationName: string | null
  readonly key: string | null
}

/** Saves licenses under the ids they bring along, in their order, without a gap: two statements, however many. */
export async function saveMovedLicenses(
  tx: Tx,
  { organizationId, firstPlace }: { readonly organizationId: number; readonly firstPlace: number },
  list: readonly MovedLicense[],
): Promise<void> {
  if (list.length === 0) return
  await sql`insert into license (organization_id, id, position, team_id, subscription_id, product_code, status,
      assignment_id, person_id, per_user, transferable, suspended, domain)
    select ${organizationId}, i, ${firstPlace}::bigint + n - 1, t, s, p, st, a, pe, u, tr, su, d from unnest(
      ${list.map(({ id }) => id)}::text[], ${list.map(({ teamId }) => teamId)}::bigint[],
      ${list.map(({ subscriptionId }) => subscriptionId)}::uuid[], ${list.map(({ product }) => product)}::text[],
      ${list.map(({ status }) => status)}::text[], ${list.map(({ assignmentId }) => assignmentId)}::uuid[],
      ${list.map(({ personId }) => personId)}::uuid[], ${list.map(({ perUser }) => perUser)}::boolean[],
      ${list.map(({ transferable }) => transferable)}::boolean[],
      ${list.map(({ suspended }) => suspended)}::boolean[], ${list.map(({ domain }) => domain)}::text[])
      with ordinality as l (i, t, s, p, st, a, pe, u, tr, su, d, n)`.execute(tx.sql)
  const placed = list.flatMap(({ id, placement }) => (placement ? [{ id, ...placement }] : []))
  await sql`insert into placement (organization_id, license_id, kind, uid, registration_name, key)
    select ${organizationId}, l, k, u, r, y from unnest(${placed.map(({ id }) => id)}::text[],
      ${placed.map(({ kind }) => kind)}::text[], ${placed.map(({ uid }) => uid)}::text[],
      ${placed.map(({ registrationName }) => registrationName)}::text[],
      ${placed.map(({ key }) => key)}::text[]) as p (l, k, u, r, y)`.execute(tx.sql)
}
