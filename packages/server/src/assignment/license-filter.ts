import { readProductCode } from '@claviger/core/catalog/product-code'
import { isUuid, readLicenseId } from '@claviger/core/kernel/ids'
import { searchKey } from '@claviger/core/kernel/text'
import { type RawBuilder, sql } from 'kysely'

/** Which licenses: different fields are "and", several values of one field are "or". Absent means no limit. */
export interface LicenseFilter {
  readonly status?: readonly ('free' | 'invited' | 'connected')[]
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
  return sql<boolean>`${sql.join([...scopeConditions(organizationId, seen), ...filterConditions(filter, now)], sql` and `)}`
}

/** The same, with the licenses a job gave or took besides, whether they match or not. */
export function licenseConditionWithJob(
  organizationId: number,
  { filter, jobId, now }: { filter: LicenseFilter; jobId: string; now: Date },
  seen: 'all' | readonly number[],
): RawBuilder<boolean> {
  const scope = sql.join(scopeConditions(organizationId, seen), sql` and `)
  const filters = sql.join([sql`true`, ...filterConditions(filter, now)], sql` and `)
  return sql<boolean>`${scope} and ((${filters}) or license.id = any(array(select license_id from job_item
    where job_item.organization_id = ${organizationId} and job_item.job_id = ${jobId}::uuid and job_item.license_id is not null)))`
}

function scopeConditions(organizationId: number, seen: 'all' | readonly number[]): RawBuilder<boolean>[] {
  const organization = sql<boolean>`license.organization_id = ${organizationId}`
  return seen === 'all' ? [organization] : [organization, sql`license.team_id = any(${[...seen]}::bigint[])`]
}

function filterConditions(filter: LicenseFilter, now: Date): RawBuilder<boolean>[] {
  const all: RawBuilder<boolean>[] = []
  if (filter.status?.length) all.push(sql`license.status = any(${[...filter.status]}::text[])`)
  if (filter.products?.length)
    all.push(
      sql`license.product_code = any(${filter.products.filter((code) => readProductCode(code).ok)}::text[])`,
    )
  if (filter.teams?.length) all.push(sql`license.team_id = any(${[...filter.teams]}::bigint[])`)
  if (filter.waitingDays !== undefined) {
    const before = new Date(now.getTime() - filter.waitingDays * 86_400_000)
    all.push(sql`license.status = 'invited' and assignment.assigned_at <= ${before}`)
  }
  const wanted = filter.search === undefined ? '' : searchKey(filter.search)
  if (filter.search !== undefined && wanted !== '') all.push(searchCondition(wanted, filter.search))
  if (filter.letterFailed) all.push(failedLetter)
  if (filter.jobId !== undefined) all.push(givenBy(filter.jobId))
  return all
}

const failedLetter = sql<boolean>`license.status = 'invited' and exists (select 1 from letter
  where letter.organization_id = license.organization_id and letter.assignment_id = license.assignment_id
    and letter.kind = 'license_assigned' and letter.state = 'failed')`

function givenBy(jobId: string): RawBuilder<boolean> {
  if (!isUuid(jobId)) return sql<boolean>`false`
  return sql<boolean>`license.assignment_id = any(array(select id from assignment as given
    where given.organization_id = license.organization_id and given.job_id = ${jobId}::uuid))`
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

/** `like` with every character literal: `position` knows no wildcards. */
function searchCondition(wanted: string, typed: string): RawBuilder<boolean> {
  const license = readLicenseId(typed)
  const id = license.ok ? license.plan : typed.replaceAll(/[\s-]/g, '').toUpperCase()
  const short = /^[0-9A-Z]{3,}$/.test(id)
    ? sql<boolean>`position(${id} in license.id) > 0`
    : sql<boolean>`false`
  return sql`(position(${wanted} in person.search_key) > 0 or ${short})`
}
