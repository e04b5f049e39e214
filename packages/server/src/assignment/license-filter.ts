import { readProductCode } from '@claviger/core/catalog/product-code'
import { calendarDate } from '@claviger/core/kernel/calendar'
import { readAddress } from '@claviger/core/kernel/email'
import { isUuid, licenseIdsMeant } from '@claviger/core/kernel/ids'
import { searchKey } from '@claviger/core/kernel/text'
import { type RawBuilder, sql } from 'kysely'
import { daysBefore } from '../db/days-before.ts'
import type { LicenseStatus } from '../licenses/tables.ts'
import { hasCode, type UseDays, type UseWord, usedAs, useWords } from './license-use.ts'
import { inTeams } from './scope.ts'
import type { CameBy } from './tables.ts'

/** Which licenses: different fields are "and", several values of one field are "or". Absent means no limit. */
export interface LicenseFilter {
  readonly status?: readonly (LicenseStatus | UseWord)[]
  readonly days?: UseDays
  readonly products?: readonly string[]
  readonly teams?: readonly number[]
  /** Its next term begins within these days. */
  readonly renews?: DayRange
  /** Given until a day within these. */
  readonly until?: DayRange
  readonly came?: readonly CameBy[]
  /** What stands after the @ of its holder's address. */
  readonly domains?: readonly string[]
  /** Its holder has an activation code, or has none. */
  readonly code?: readonly ('yes' | 'no')[]
  /** Invited and not accepted for at least so many days. */
  readonly waitingDays?: number
  /** The letter that tells the person could not be delivered. */
  readonly letterFailed?: boolean
  /** In the hands of one of these people. */
  readonly heldBy?: readonly string[]
  /** Assigned by this job, and still so. */
  readonly jobId?: string
  /** A piece of a name, an address or a license id; every character means itself. */
  readonly search?: string
}

/** From one day through another, both included; an open end is no limit. */
export interface DayRange {
  readonly from?: string
  readonly to?: string
}

/** The licenses meant: these, or all that match a filter but these. */
export type Selection =
  | { readonly kind: 'these'; readonly licenseIds: readonly string[] }
  | { readonly kind: 'matching'; readonly filter: LicenseFilter; readonly except: readonly string[] }

/** Joins who holds a license, and since when, to it. */
export const peopleJoins = sql`
  left join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
  left join person on person.organization_id = license.organization_id and person.id = license.person_id`

/** The filter as a condition on `license`, for an actor who sees these teams. Joins `person` and `assignment` by left join. */
export function licenseCondition(
  organizationId: number,
  filter: LicenseFilter,
  seen: 'all' | readonly number[],
  now: Date,
): RawBuilder<boolean> {
  return sql<boolean>`${sql.join([...scopeConditions(organizationId, seen), ...filterConditions(organizationId, filter, now)], sql` and `)}`
}

/** The same, with the licenses a job gave or took besides, whether they match or not. */
export function licenseConditionWithJob(
  organizationId: number,
  { filter, jobId, now }: { filter: LicenseFilter; jobId: string; now: Date },
  seen: 'all' | readonly number[],
): RawBuilder<boolean> {
  const scope = sql.join(scopeConditions(organizationId, seen), sql` and `)
  const filters = sql.join([sql`true`, ...filterConditions(organizationId, filter, now)], sql` and `)
  return sql<boolean>`${scope} and ((${filters}) or license.id in (select license_id from job_item
    where job_item.organization_id = ${organizationId} and job_item.job_id = ${jobId}::uuid and job_item.license_id is not null))`
}

function scopeConditions(organizationId: number, seen: 'all' | readonly number[]): RawBuilder<boolean>[] {
  const organization = sql<boolean>`license.organization_id = ${organizationId}`
  return [organization, inTeams(seen, 'license.team_id')]
}

function filterConditions(organizationId: number, filter: LicenseFilter, now: Date): RawBuilder<boolean>[] {
  const all: RawBuilder<boolean>[] = []
  all.push(...statusConditions(organizationId, filter, now))
  const products = filter.products?.filter((code) => readProductCode(code).ok) ?? []
  if (filter.products?.length) all.push(oneOf('license.product_code', products, 'text'))
  if (filter.teams?.length) all.push(oneOf('license.team_id', filter.teams, 'bigint'))
  if (filter.renews) all.push(renewing('license.subscription_id', organizationId, filter.renews))
  if (filter.until) all.push(sql`(${within(sql`assignment.ends_on`, filter.until)})`)
  if (filter.came?.length) all.push(oneOf('assignment.came_by', filter.came, 'text'))
  if (filter.domains?.length) all.push(atDomains(filter.domains))
  const [code, ...both] = new Set(filter.code)
  if (code !== undefined) all.push(withCode(both.length > 0 ? null : code))
  if (filter.waitingDays !== undefined)
    all.push(
      sql`license.status = 'invited' and assignment.assigned_at <= ${daysBefore(now, filter.waitingDays)}`,
    )
  const wanted = filter.search === undefined ? '' : searchKey(filter.search)
  if (filter.search !== undefined && wanted !== '')
    all.push(searchCondition(organizationId, wanted, filter.search))
  if (filter.letterFailed) all.push(failedLetter)
  if (filter.heldBy) all.push(sql`license.person_id = any(${filter.heldBy.filter(isUuid)}::uuid[])`)
  if (filter.jobId !== undefined) all.push(givenBy(organizationId, filter.jobId))
  return all
}

/**
 * What a license is and how it is used are one field, so they are "or". Days named without their word limit whatever else
 * was asked for.
 */
function statusConditions(
  organizationId: number,
  { status = [], days = {} }: LicenseFilter,
  now: Date,
): RawBuilder<boolean>[] {
  const used = (word: UseWord) => usedAs(word, { organizationId, days, now })
  const wanted = useWords.filter((word) => status.includes(word))
  const plain = status.filter((one) => !useWords.some((word) => word === one))
  const either = [...(plain.length > 0 ? [oneOf('license.status', plain, 'text')] : []), ...wanted.map(used)]
  const limits = (['idle', 'never'] as const).filter((word) => days[word] !== undefined)
  return [
    ...(either.length > 0 ? [anyOf(organizationId, either)] : []),
    ...limits.filter((word) => !wanted.includes(word)).map(used),
  ]
}

/**
 * Licenses that meet one of these, found for each by itself: "or" would have PostgreSQL look again at each license, in
 * lists too long to be kept in memory as often as there are licenses.
 */
function anyOf(organizationId: number, conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  const [only, ...others] = conditions
  if (only && others.length === 0) return only
  const each = conditions.map(
    (one) => sql`select license.id from license where license.organization_id = ${organizationId} and ${one}`,
  )
  return sql<boolean>`license.id in (${sql.join(each, sql` union `)})`
}

/** The next term begins on the day after the last paid one; what was bought for good has none. */
function renewing(column: string, organizationId: number, days: DayRange): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = any(array(select term.id from subscription as term
    where term.organization_id = ${organizationId} and not term.perpetual
      and ${within(sql`term.paid_through + 1`, days)}))`
}

function within(day: RawBuilder<unknown>, { from, to }: DayRange): RawBuilder<boolean> {
  if ([from, to].some((end) => end !== undefined && !calendarDate(end).ok)) return sql<boolean>`false`
  const ends = [
    ...(from === undefined ? [] : [sql`${day} >= ${from}::date`]),
    ...(to === undefined ? [] : [sql`${day} <= ${to}::date`]),
  ]
  return ends.length === 0 ? sql<boolean>`${day} is not null` : sql<boolean>`${sql.join(ends, sql` and `)}`
}

function atDomains(typed: readonly string[]): RawBuilder<boolean> {
  const domains = typed.flatMap((domain) => {
    const read = readAddress(`x@${domain.replace(/^@/, '')}`)
    return read.ok ? [read.plan.key.slice(2)] : []
  })
  return sql<boolean>`split_part(person.address_key, '@', 2) = any(${domains}::text[])`
}

/** Of whom a code could be, those who have one, those who have none, or both. */
function withCode(which: 'yes' | 'no' | null): RawBuilder<boolean> {
  const held = sql`license.assignment_id is not null`
  if (which === null) return sql<boolean>`${held}`
  return which === 'yes' ? hasCode : sql<boolean>`(${held} and not ${hasCode})`
}

/** One value is compared as one: only then can an index give its licenses in their order. */
function oneOf(column: string, values: readonly unknown[], type: 'text' | 'bigint'): RawBuilder<boolean> {
  const [only] = values
  return values.length === 1
    ? sql<boolean>`${sql.ref(column)} = ${only}`
    : sql<boolean>`${sql.ref(column)} = any(${[...values]}::${sql.raw(type)}[])`
}

const failedLetter = sql<boolean>`license.status = 'invited' and exists (select 1 from letter
  where letter.organization_id = license.organization_id and letter.assignment_id = license.assignment_id
    and letter.kind = 'license_assigned' and letter.state = 'failed')`

function givenBy(organizationId: number, jobId: string): RawBuilder<boolean> {
  if (!isUuid(jobId)) return sql<boolean>`false`
  return sql<boolean>`license.assignment_id in (select id from assignment as given
    where given.organization_id = ${organizationId} and given.job_id = ${jobId}::uuid)`
}

/** Whether the pools know how many licenses match: none of them, and nobody who holds one, need be looked at. */
export function countsByPools(filter: LicenseFilter): boolean {
  const { products, teams, renews, status, search = '', ...others } = filter
  const byUse = status?.some((one) => useWords.some((word) => word === one)) ?? false
  return !byUse && search.trim() === '' && Object.values(others).every((limit) => limit === undefined)
}

/** The same filter as a condition on `pool`, where `countsByPools`; its status is a matter of which number is read. */
export function poolCondition(
  organizationId: number,
  { products, teams, renews }: LicenseFilter,
  seen: 'all' | readonly number[],
): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [sql`pool.organization_id = ${organizationId}`]
  if (seen !== 'all') all.push(oneOf('pool.team_id', seen, 'bigint'))
  if (products?.length) all.push(oneOf('pool.product_code', products, 'text'))
  if (teams?.length) all.push(oneOf('pool.team_id', teams, 'bigint'))
  if (renews) all.push(renewing('pool.subscription_id', organizationId, renews))
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** Looks for people once, not once a license. Every character is literal: `position` knows no wildcards. */
function searchCondition(organizationId: number, wanted: string, typed: string): RawBuilder<boolean> {
  // The offset keeps PostgreSQL from walking license by license to whoever holds it.
  const people = sql<boolean>`license.person_id in (select wanted.id from person as wanted
    where wanted.organization_id = ${organizationId} and position(${wanted} in wanted.search_key) > 0 offset 0)`
  const ids = licenseIdsMeant(typed).filter((id) => id.length >= 3)
  return anyOf(organizationId, [people, ...ids.map((id) => sql<boolean>`position(${id} in license.id) > 0`)])
}
