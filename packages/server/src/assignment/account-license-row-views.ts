import type { Release } from '@claviger/core/catalog/release'
import { type CalendarDate, dateFrom, todayIn } from '@claviger/core/kernel/calendar'
import { lastMomentOf } from '@claviger/core/kernel/moment'
import { type AvailabilityTerm, availabilityOn, isRunning } from '@claviger/core/licenses/availability'
import { may } from '@claviger/core/teams/permissions'
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import type { LicenseStatus, PlacementKind } from '../licenses/tables.ts'
import type { AccountLicense, AccountTerm, Holder } from './account-license.ts'
import { loadReleases } from './license-row-views.ts'

/** The licenses at these places of the organization's order, in that order. */
export async function licensesAt(
  read: Read,
  organizationId: number,
  places: readonly number[],
): Promise<AccountLicense[]> {
  if (places.length === 0) return []
  return select(read, organizationId, sql`license.position = any(${[...places]}::bigint[])`)
}

/** The license with exactly this id. */
export async function licenseWithId(
  read: Read,
  organizationId: number,
  licenseId: string,
): Promise<AccountLicense | null> {
  if (!/^[A-Z0-9]{10}$/.test(licenseId)) return null
  const [found] = await select(read, organizationId, sql`license.id = ${licenseId}`)
  return found ?? null
}

interface RawLicense {
  organization_id: number
  id: string
  subscription_id: string
  status: LicenseStatus
  product_code: string
  product_name: string
  team_id: number
  team_name: string
  per_user: boolean
  transferable: boolean
  suspended: boolean
  domain: string | null
  starts_on: string
  paid_through: string
  payment: 'unpaid' | 'paid'
  pack_ref: string | null
  renews: boolean
  trial: boolean
  perpetual: boolean
  grace_days: number
  time_zone: string
  placed_with: PlacementKind | null
  uid: string | null
  registration_name: string | null
  key: string | null
  address: string | null
  person_name: string | null
  account_name: string | null
  assigned_at: Date | null
  last_seen_at: Date | null
  has_code: boolean
}

/** A license nobody holds tells of the last assignment it had, unless that was undone: then it never was. */
const lastAssignment = sql`coalesce(license.assignment_id, (select ended.id from assignment as ended
  where ended.organization_id = license.organization_id and ended.license_id = license.id
    and ended.end_reason is distinct from 'undone' order by ended.assigned_at desc limit 1))`

async function select(
  read: Read,
  organizationId: number,
  which: RawBuilder<unknown>,
): Promise<AccountLicense[]> {
  const { rows } = await sql<RawLicense>`with license as materialized (
      select * from license where organization_id = ${organizationId} and ${which})
    select license.organization_id, license.id, license.subscription_id, license.status, license.product_code, product.name as product_name, license.team_id, team.name as team_name,
      license.per_user, license.transferable, license.suspended, license.domain,
      subscription.starts_on, subscription.paid_through, subscription.payment, subscription.pack_ref, subscription.renews,
      subscription.trial, subscription.perpetual, vendor.grace_days, organization.time_zone,
      placement.kind as placed_with, placement.uid, placement.registration_name, placement.key,
      person.address, person.name as person_name, account.name as account_name,
      given.assigned_at, (select max(activation.last_seen_at) from activation
        where activation.organization_id = license.organization_id and activation.license_id = license.id
          and activation.assignment_id = given.id) as last_seen_at,
      exists (select 1 from activation_code where activation_code.organization_id = license.organization_id
        and activation_code.assignment_id = given.id and activation_code.replaced_at is null) as has_code
    from license
    join product on product.code = license.product_code
    join organization on organization.id = license.organization_id
    join vendor on vendor.id = 1
    join team on team.organization_id = license.organization_id and team.id = license.team_id
    join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id
    left join placement on placement.organization_id = license.organization_id and placement.license_id = license.id
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    left join verified_address on verified_address.address_key = person.address_key
    left join account on account.id = verified_address.account_id
    left join assignment as given on given.organization_id = license.organization_id and given.id = ${lastAssignment}
    order by license.position`.execute(read.sql)
  return withAvailability(read, rows)
}

async function withAvailability(read: Read, rows: readonly RawLicense[]): Promise<AccountLicense[]> {
  const terms = termsOf(read, rows)
  const lapsed = [...terms.values()].filter(({ running }) => !running)
  const sold = await loadReleases(
    read,
    lapsed.map(({ row }) => row),
  )
  return rows.flatMap((row) => {
    const judged = terms.get(row.subscription_id)
    return judged ? [licenseOf(read, row, { ...judged, sold: sold.get(row.product_code) ?? [] })] : []
  })
}

/** What is true of all licenses of one subscription. */
interface Judged {
  readonly row: RawLicense
  readonly term: AvailabilityTerm
  readonly when: { readonly today: CalendarDate; readonly graceDays: number }
  readonly running: boolean
  readonly told: AccountTerm
}

/** Days are reckoned once for each subscription, not for each of its licenses. */
function termsOf({ now }: Read, rows: readonly RawLicense[]): ReadonlyMap<string, Judged> {
  const firsts = new Map(rows.map((row) => [row.subscription_id, row]))
  return new Map([...firsts].map(([id, row]) => [id, judge(row, todayIn(now, row.time_zone))]))
}

function judge(row: RawLicense, today: CalendarDate): Judged {
  const { perpetual, renews, trial, pack_ref: packRef } = row
  const paidThrough = dateFrom(row.paid_through)
  const term = { startsOn: dateFrom(row.starts_on), paidThrough, settled: row.payment === 'paid', perpetual }
  const when = { today, graceDays: row.grace_days }
  const outdated = !isRunning({ ...term, perpetual: false }, today, row.grace_days)
  const lastMoment = lastMomentOf(paidThrough, row.time_zone)
  const told = { lastMoment, outdated, packRef, renews, trial, perpetual }
  return { row, term, when, running: perpetual || !outdated, told }
}

function licenseOf(
  { actor }: Read,
  row: RawLicense,
  { term, when, told, sold }: Judged & { readonly sold: readonly (readonly Release[])[] },
): AccountLicense {
  const { domain, transferable, suspended } = row
  const facts = { ...term, perUser: row.per_user, allocated: isAllocated(row), suspended }
  return {
    licenseId: row.id,
    product: { code: row.product_code, name: row.product_name },
    team: { id: row.team_id, name: row.team_name },
    holder: holderOf(row, may(actor, 'licenses.assign', row.organization_id, row.team_id)),
    term: told,
    given: row.assigned_at && { at: row.assigned_at, seenAt: row.last_seen_at, hasCode: row.has_code },
    ...{ domain, transferable, suspended, timeZone: row.time_zone },
    available: availabilityOn(facts, when, sold) === 'available',
  }
}

const isAllocated = ({ status }: RawLicense) => status !== 'free' && status !== 'withheld'

/** A legacy key opens its product: it is told to those who hand licenses out, as on the pages. */
function holderOf(row: RawLicense, handsOut: boolean): Holder | null {
  if (row.address !== null)
    return {
      kind: 'person',
      address: row.address,
      name: row.person_name ?? '',
      accountName: row.account_name || null,
    }
  const { placed_with: kind, registration_name: registrationName } = row
  if (kind === 'license_key') return { kind, registrationName, key: handsOut ? row.key : null }
  return kind && { kind, uid: row.uid ?? '' }
}
