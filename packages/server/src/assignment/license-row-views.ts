import type { Release } from '@claviger/core/catalog/release'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { fallbackOn } from '@claviger/core/licenses/fallback'
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import type { LicenseStatus, PlacementKind } from '../licenses/tables.ts'
import { peopleJoins } from './license-filter.ts'
import type { CameBy } from './tables.ts'

export interface LicenseRow {
  readonly licenseId: string
  /** Its place among the organization's licenses, in the order they were bought. */
  readonly position: number
  readonly status: LicenseStatus
  readonly product: { readonly code: string; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly person: { readonly id: string; readonly name: string; readonly address: string } | null
  readonly assignedAt: Date | null
  readonly assignedBy: string | null
  readonly cameBy: CameBy | null
  readonly connectedAt: Date | null
  /** When a product that uses the license was last seen; a product that runs by a code alone is never seen. */
  readonly lastSeenAt: Date | null
  /** Its holder has an activation code, of whose use nothing is recorded. */
  readonly hasCode: boolean
  readonly paidThrough: string
  readonly payment: 'unpaid' | 'paid'
  /** Days of work after the last paid one. */
  readonly graceDays: number
  /** What may still run, once the paid time and its grace are over; nothing where nothing may. */
  readonly kept: KeptRelease | null
  /** With which server or key it is, when no person can hold it. */
  readonly placement: Placement | null
  readonly suspended: boolean
  readonly perUser: boolean
  readonly transferable: boolean
  readonly trial: boolean
  readonly perpetual: boolean
  /** On how many machines it runs now, and which release runs on the one seen last. */
  readonly machines: number
  readonly release: string | null
  readonly codeIssuedAt: Date | null
  /** Given until the end of this day. */
  readonly endsOn: string | null
  /** What would stay if it were not renewed; known where it was asked for. */
  readonly fallback: KeptRelease | null
}

/** A server by its id, or whom a legacy key is registered to; the key itself is for few eyes. */
export interface Placement {
  readonly kind: PlacementKind
  readonly name: string | null
}

/** A release that stays; of a pack, in how many products some release does. */
export interface KeptRelease {
  readonly version: string | null
  readonly products: number
}

/**
 * The rows of licenses already picked: `picked` selects them whole, with their `place` in the order. It is carried out
 * once and first: rows just sold are in no statistics yet, and a join back to all of them would be thought cheap.
 */
export async function selectRows(
  read: Read,
  picked: RawBuilder<unknown>,
  { fallback = false } = {},
): Promise<LicenseRow[]> {
  const { rows } = await sql<RawRow>`with license as materialized (${picked})
    select license.id, license.position, license.status, license.product_code, product.name as product_name, license.team_id, team.name as team_name,
      person.id as person_id, person.name as person_name, person.address, assignment.assigned_at, assignment.assigned_by,
      assignment.came_by, assignment.connected_at, assignment.ends_on, used.last_seen_at, coalesce(used.machines, 0) as machines, used.release,
      code.issued_at as code_issued_at,
      license.suspended, license.per_user, license.transferable, subscription.trial, subscription.perpetual,
      placement.kind as placement_kind, coalesce(placement.uid, placement.registration_name) as placement_name,
      subscription.starts_on, subscription.paid_through, subscription.payment,
      vendor.grace_days, subscription.paid_through + vendor.grace_days < (${read.now}::timestamptz at time zone organization.time_zone)::date as over
    from license
    join product on product.code = license.product_code
    join organization on organization.id = license.organization_id
    join vendor on vendor.id = 1
    join team on team.organization_id = license.organization_id and team.id = license.team_id
    join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id
    left join placement on placement.organization_id = license.organization_id and placement.license_id = license.id
    left join lateral (select max(activation.last_seen_at) as last_seen_at,
        count(distinct activation.slot) filter (where activation.ended_at is null) as machines,
        (array_agg(activation.release order by activation.last_seen_at desc) filter (where activation.ended_at is null))[1] as release
      from activation where activation.organization_id = license.organization_id and activation.license_id = license.id
        and activation.assignment_id = license.assignment_id) as used on license.assignment_id is not null
    left join activation_code as code on code.organization_id = license.organization_id
      and code.assignment_id = license.assignment_id and code.replaced_at is null
    ${peopleJoins} order by license.place`.execute(read.sql)
  const asked = fallback ? mayKeep : hasLapsed
  const sold = await loadReleases(read, rows.filter(asked))
  const kept = new Map<string, KeptRelease | null>()
  return rows.map((row) => {
    // Licenses that were bought together keep the same.
    const bought = `${row.product_code} ${row.starts_on} ${row.paid_through}`
    if (asked(row) && !kept.has(bought)) kept.set(bought, keptOf(row, sold))
    const stays = asked(row) ? (kept.get(bought) ?? null) : null
    return { ...rowOf(row), kept: row.over ? stays : null, fallback: stays }
  })
}

interface RawRow {
  id: string
  position: number
  status: LicenseStatus
  product_code: string
  product_name: string
  team_id: number
  team_name: string
  person_id: string | null
  person_name: string | null
  address: string | null
  assigned_at: Date | null
  assigned_by: string | null
  came_by: CameBy | null
  connected_at: Date | null
  last_seen_at: Date | null
  machines: number
  release: string | null
  code_issued_at: Date | null
  ends_on: string | null
  starts_on: string
  paid_through: string
  payment: 'unpaid' | 'paid'
  grace_days: number
  over: boolean
  placement_kind: PlacementKind | null
  placement_name: string | null
  suspended: boolean
  per_user: boolean
  transferable: boolean
  trial: boolean
  perpetual: boolean
}

type Sold = ReadonlyMap<string, readonly (readonly Release[])[]>

/** What is bought for good needs nothing to fall back on. */
const mayKeep = ({ payment, perpetual }: RawRow) => payment === 'paid' && !perpetual
const hasLapsed = (row: RawRow) => row.over && mayKeep(row)

/** The releases of every product in these licenses, by what was bought. Most pages have no lapsed license and ask nothing. */
export async function loadReleases(
  read: Read,
  lapsed: readonly { readonly product_code: string }[],
): Promise<Sold> {
  if (lapsed.length === 0) return new Map()
  const codes = [...new Set(lapsed.map((row) => row.product_code))]
  const { rows } = await sql<{ bought: string; releases: { version: string; releasedOn: string }[] }>`
    select bought.code as bought, coalesce((select json_agg(json_build_object('version', release.version, 'releasedOn', release.released_on))
        from release where release.product_code = part.code), '[]'::json) as releases
    from unnest(${codes}::text[]) as bought (code)
    join product as part on part.code = bought.code and part.kind = 'product'
      or part.code in (select product_code from pack_member where pack_code = bought.code)`.execute(read.sql)
  const sold = new Map<string, Release[][]>(codes.map((code) => [code, []]))
  for (const { bought, releases } of rows)
    sold
      .get(bought)
      ?.push(releases.map(({ version, releasedOn }) => ({ version, releasedOn: dateFrom(releasedOn) })))
  return sold
}

function keptOf(row: RawRow, sold: Sold): KeptRelease | null {
  const paid = { start: dateFrom(row.starts_on), end: dateFrom(row.paid_through) }
  const fallbacks = (sold.get(row.product_code) ?? []).map((releases) => fallbackOn(paid, releases))
  const kept = fallbacks.filter(({ kind }) => kind !== 'none')
  const [only] = kept
  if (!only) return null
  return {
    version: fallbacks.length === 1 && only.kind === 'version' ? only.version : null,
    products: kept.length,
  }
}

function rowOf(row: RawRow): Omit<LicenseRow, 'kept' | 'fallback'> {
  return {
    licenseId: row.id,
    position: row.position,
    status: row.status,
    product: { code: row.product_code, name: row.product_name },
    team: { id: row.team_id, name: row.team_name },
    person:
      row.person_id && row.address
        ? { id: row.person_id, name: row.person_name ?? '', address: row.address }
        : null,
    assignedAt: row.assigned_at,
    assignedBy: row.assigned_by,
    cameBy: row.came_by,
    connectedAt: row.connected_at,
    lastSeenAt: row.last_seen_at,
    hasCode: row.code_issued_at !== null,
    paidThrough: row.paid_through,
    payment: row.payment,
    graceDays: row.grace_days,
    placement: row.placement_kind && { kind: row.placement_kind, name: row.placement_name },
    suspended: row.suspended,
    perUser: row.per_user,
    transferable: row.transferable,
    trial: row.trial,
    perpetual: row.perpetual,
    ...{ machines: row.machines, release: row.release, endsOn: row.ends_on },
    codeIssuedAt: row.code_issued_at,
  }
}
