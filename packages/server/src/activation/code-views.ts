import { type CodesOut, codesOut, isOut } from '@claviger/core/activation/codes-out'
import type { Keep } from '@claviger/core/activation/plan-document'
import { type CalendarDate, dateFrom, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid, readLicenseId } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { may, teamsWhere } from '@claviger/core/teams/permissions'
import { type RawBuilder, sql } from 'kysely'
import { licenseCondition, type Selection } from '../assignment/license-filter.ts'
import { type Scope, teamsWithin } from '../assignment/scope.ts'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import type { CodeCameBy } from './tables.ts'

/** A code that is out in the world, with whose hands it was put into. */
export interface OutstandingCode {
  readonly name: string
  readonly address: string
  readonly serial: number
  readonly issuedAt: Date
  readonly issuedBy: string
  readonly cameBy: CodeCameBy
  readonly validUntil: CalendarDate
  readonly keeps: readonly Keep[]
  /** The person no longer has the license: the code goes on all the same. */
  readonly endedAt: Date | null
}

export interface OutstandingCodes {
  readonly codes: readonly OutstandingCode[]
  readonly out: CodesOut | null
}

/** Every code of a license that still does something, whoever holds the license now. */
export async function outstandingCodes(
  read: Read,
  query: Scope & { readonly licenseId: string },
): Promise<Decision<OutstandingCodes, ReasonedRefusal<'license_not_found'>>> {
  const { organizationId } = query
  const id = readLicenseId(query.licenseId)
  const place = id.ok ? await loadTeamOfLicense(read, organizationId, id.plan) : null
  const outside = query.teamId !== undefined && query.teamId !== place?.teamId
  if (!id.ok || !place || outside || !may(read.actor, 'licenses.see', organizationId, place.teamId))
    return missing(read, 'license_not_found')
  const today = todayIn(read.now, place.timeZone)
  const codes = (await listCodesOf(read, organizationId, id.plan)).filter((code) => isOut(code, today))
  return accept({ codes, out: codesOut(codes) })
}

async function loadTeamOfLicense(read: Read, organizationId: number, licenseId: string) {
  const row = await read.sql
    .selectFrom('license')
    .innerJoin('organization', 'organization.id', 'license.organization_id')
    .select(['license.team_id as teamId', 'organization.time_zone as timeZone'])
    .where('license.organization_id', '=', organizationId)
    .where('license.id', '=', licenseId)
    .executeTakeFirst()
  return row ?? null
}

/** The newest code of each assignment the license has had, latest first. */
async function listCodesOf(
  read: Read,
  organizationId: number,
  licenseId: string,
): Promise<OutstandingCode[]> {
  const { rows } = await sql<Omit<OutstandingCode, 'validUntil'> & { validUntil: string }>`
    select person.name, person.address, code.serial, code.issued_at as "issuedAt", code.issued_by as "issuedBy",
      code.came_by as "cameBy", code.valid_until as "validUntil", code.keeps, assignment.ended_at as "endedAt"
    from activation_code as code
    join assignment on assignment.organization_id = code.organization_id and assignment.id = code.assignment_id
    join person on person.organization_id = code.organization_id and person.id = code.person_id
    where code.organization_id = ${organizationId} and code.license_id = ${licenseId} and code.replaced_at is null
    order by code.serial desc`.execute(read.sql)
  return rows.map((row) => ({ ...row, validUntil: dateFrom(row.validUntil) }))
}

export interface JobCodes {
  /** Codes of the people this job took a license from, or gave one to, that go on whatever is done. */
  readonly out: CodesOut | null
  /** Who holds them: the first of them by name or address. */
  readonly people: readonly string[]
}

const named = 20

/** What a bulk act leaves in the world: codes it cannot call back. */
export async function jobCodes(
  read: Read,
  query: Scope & { readonly jobId: string },
): Promise<Decision<JobCodes, ReasonedRefusal<'job_not_found'>>> {
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  if (!isUuid(query.jobId) || seen.length === 0) return missing(read, 'job_not_found')
  const { organizationId, jobId } = query
  const codes = await listHeldCodes(
    read,
    organizationId,
    sql`code.assignment_id in (select item.assignment_id from job_item as item
      join job on job.organization_id = item.organization_id and job.id = item.job_id and job.kind not in ('reassign', 'remind')
      join license on license.organization_id = item.organization_id and license.id = item.license_id
      where item.organization_id = ${organizationId} and item.job_id = ${jobId}
        and item.outcome in ('done', 'undone', 'not_undone') and ${inTeams(seen)}
      union select passed.id from assignment as passed
      join license on license.organization_id = passed.organization_id and license.id = passed.license_id
      where passed.organization_id = ${organizationId} and passed.end_job_id = ${jobId} and passed.end_reason = 'reassigned'
        and ${inTeams(seen)})`,
  )
  return accept({ out: codesOut(codes), people: codes.slice(0, named).map((code) => code.who) })
}

export interface SelectionCodes {
  readonly licenses: number
  /** Those somebody holds: only they can get a code. */
  readonly assigned: number
  /** Those of whom a code is out already. */
  readonly out: CodesOut | null
}

/** What is true of the codes of selected licenses before anything is done with them: how many are held, and are out. */
export async function selectionCodes(
  read: Read,
  query: { readonly organizationId: number; readonly selection: Selection },
): Promise<Decision<SelectionCodes, ReasonedRefusal<'organization_not_found'>>> {
  const { organizationId, selection } = query
  const seen = teamsWhere(read.actor, 'licenses.see', organizationId)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const chosen = selectedLicenses(organizationId, selection, seen, read.now)
  const { rows } = await sql<{ licenses: number; assigned: number }>`
    select count(*) as licenses, count(*) filter (where status <> 'free') as assigned
    from (${chosen}) as chosen`.execute(read.sql)
  const codes = await listHeldCodes(
    read,
    organizationId,
    sql`code.assignment_id in (select assignment_id from (${chosen}) as chosen)`,
  )
  return accept({ licenses: rows[0]?.licenses ?? 0, assigned: rows[0]?.assigned ?? 0, out: codesOut(codes) })
}

/** The selected licenses of the teams named, as a query. */
function selectedLicenses(
  organizationId: number,
  selection: Selection,
  teams: 'all' | readonly number[],
  now: Date,
): RawBuilder<unknown> {
  const filter = selection.kind === 'matching' ? selection.filter : {}
  const only =
    selection.kind === 'these'
      ? sql`license.id = any(${[...selection.licenseIds]}::text[])`
      : sql`license.id <> all(${[...selection.except]}::text[])`
  return sql`select license.id, license.status, license.assignment_id from license
    left join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    where ${licenseCondition(organizationId, filter, teams, now)} and ${only}`
}

const inTeams = (teams: 'all' | readonly number[]) =>
  teams === 'all' ? sql`true` : sql`license.team_id = any(${[...teams]}::bigint[])`

/** Current codes that still do something, by who holds them. */
async function listHeldCodes(read: Read, organizationId: number, condition: RawBuilder<unknown>) {
  const { rows } = await sql<{ validUntil: string; keeps: Keep[]; who: string; time_zone: string }>`
    select code.valid_until as "validUntil", code.keeps, coalesce(nullif(person.name, ''), person.address) as who,
      organization.time_zone
    from activation_code as code
    join person on person.organization_id = code.organization_id and person.id = code.person_id
    join organization on organization.id = code.organization_id
    where code.organization_id = ${organizationId} and code.replaced_at is null and ${condition}
    order by who`.execute(read.sql)
  const today = todayIn(read.now, rows[0]?.time_zone ?? 'UTC')
  return rows
    .map((row) => ({ ...row, validUntil: dateFrom(row.validUntil) }))
    .filter((row) => isOut(row, today))
}
