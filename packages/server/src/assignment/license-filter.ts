import { readProductCode } from '@claviger/core/catalog/product-code'
import { isUuid, licenseIdsMeant } from '@claviger/core/kernel/ids'
import { searchKey } from '@claviger/core/kernel/text'
import { type RawBuilder, sql } from 'kysely'
import type { LicenseStatus } from '../licenses/tables.ts'

/** Which licenses: different fields are "and", several values of one field are "or". Absent means no limit. */
export interface LicenseFilter {
  readonly status?: readonly LicenseStatus[]
  readonly products?: readonly string[]
  readonly teams?: readonly number[]
  /** Invited and not accepted for at least so many days. */
  readonly waitingDays?: number
  /** The letter that tells the person could not be delivered. */
  readonly letterFailed?: boolean
  /** Assigned by this job, and still so. */
  readonly jobId?: string
  /** A piece of a name, an address or a license id; every character means itself. */
  readonly search?: string
}

/** The licenses meant: these, or all that match a filter but these. */
export type Selection =
  | { readonly kind: 'these'; readonly licenseIds: readonly string[] }
  | { readonly kind: 'matching'; readonly filter: LicenseFilter; readonly except: readonly string[] }

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
  return seen === 'all' ? [organization] : [organization, sql`license.team_id = any(${[...seen]}::bigint[])`]
}

function filterConditions(organizationId: number, filter: LicenseFilter, now: Date): RawBuilder<boolean>[] {
  const all: RawBuilder<boolean>[] = []
  if (filter.status?.length) all.push(oneOf('license.status', filter.status, 'text'))
  const products = filter.products?.filter((code) => readProductCode(code).ok) ?? []
  if (filter.products?.length) all.push(oneOf('license.product_code', products, 'text'))
  if (filter.teams?.length) all.push(oneOf('license.team_id', filter.teams, 'bigint'))
  if (filter.waitingDays !== undefined) {
    const before = new Date(now.getTime() - filter.waitingDays * 86_400_000)
    all.push(sql`license.status = 'invited' and assignment.assigned_at <= ${before}`)
  }
  const wanted = filter.search === undefined ? '' : searchKey(filter.search)
  if (filter.search !== undefined && wanted !== '')
    all.push(searchCondition(organizationId, wanted, filter.search))
  if (filter.letterFailed) all.push(failedLetter)
  if (filter.jobId !== undefined) all.push(givenBy(organizationId, filter.jobId))
  return all
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

/** Whether the filter looks at the person or the assignment, so that counting must join them. */
export function needsPeople(filter: LicenseFilter): boolean {
  return (
    filter.waitingDays !== undefined ||
    filter.jobId !== undefined ||
    filter.letterFailed === true ||
    (filter.search ?? '').trim() !== ''
  )
}

/** Looks for people once, not once a license. Every character is literal: `position` knows no wildcards. */
function searchCondition(organizationId: number, wanted: string, typed: string): RawBuilder<boolean> {
  // "is true" keeps PostgreSQL from turning the list of people into a join it would walk license by license.
  const people = sql<boolean>`(license.person_id in (select id from person as wanted
    where wanted.organization_id = ${organizationId} and position(${wanted} in wanted.search_key) > 0)) is true`
  const ids = licenseIdsMeant(typed).filter((id) => id.length >= 3)
  const licenses = ids.map((id) => sql<boolean>`position(${id} in license.id) > 0`)
  return sql<boolean>`(${sql.join([people, ...licenses], sql` or `)})`
}
