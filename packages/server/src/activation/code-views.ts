import type { CodePolicy } from '@claviger/core/activation/code-rules'
import { type CodesOut, codesOut, isOut } from '@claviger/core/activation/codes-out'
import type { Keep } from '@claviger/core/activation/plan-document'
import { type CalendarDate, dateFrom, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid, readLicenseId } from '@claviger/core/kernel/ids'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { actorAddress } from '@claviger/core/teams/actor'
import { may, teamsWhere } from '@claviger/core/teams/permissions'
import { type RawBuilder, sql } from 'kysely'
import { licenseCondition, type Selection } from '../assignment/license-filter.ts'
import type { QrPath } from '../assignment/qr-path.ts'
import { type Scope, teamsWithin } from '../assignment/scope.ts'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { fileNameOf } from './code-file.ts'
import { codeQr } from './code-qr.ts'
import { listAnswerers } from './code-request-store.ts'
import { fingerprintOf } from './key-fingerprint.ts'
import type { CodeCameBy } from './tables.ts'

/** A code as its holder sees it. */
export interface OwnCodeText {
  readonly text: string
  readonly fileName: string
  readonly serial: number
  readonly issuedAt: Date
  /** Through this day, grace included, it is more than a fallback. */
  readonly validUntil: CalendarDate
  readonly keeps: readonly Keep[]
  /** Of the key that signed it. */
  readonly kid: string
  readonly fingerprint: string
  /** The code for cameras; nothing when it is too long for one. */
  readonly qr: QrPath | null
  /** The code this one took the place of: whoever entered that one should enter this one. */
  readonly replaces: { readonly serial: number; readonly validUntil: CalendarDate } | null
}

export interface OwnCode {
  readonly organizationId: number
  readonly organization: string
  readonly licenseId: string
  readonly product: string
  readonly address: string
  readonly timeZone: string
  readonly policy: CodePolicy
  readonly code: OwnCodeText | null
  /** The last time the person asked. */
  readonly request: {
    readonly state: 'open' | 'approved' | 'denied'
    readonly reason: string
    readonly askedAt: Date
    readonly answeredBy: string | null
    readonly note: string
  } | null
  /** Who answers requests, by name. */
  readonly answerers: readonly string[]
}

export interface OwnCodeQuery {
  readonly organizationId: number
  readonly licenseId: string
}

/** The activation code of a license in the hands of the signed-in account, and the way to one where there is none yet. */
export async function ownCode(
  read: Read,
  query: OwnCodeQuery,
): Promise<Decision<OwnCode, ReasonedRefusal<'license_not_found'>>> {
  const found = await findOwn(read, query)
  if (!found)
    return refuseBy('license_not_found', 'license_is_yours', {
      ...{ licenseId: query.licenseId, account: actorAddress(read.actor) },
    })
  const { assignmentId, teamId, ...own } = found
  const { organizationId } = own
  return accept({
    ...own,
    code: await loadOwnText(read, found),
    request: await loadLastRequest(read, organizationId, assignmentId),
    answerers: (await listAnswerers(read, organizationId, teamId)).map((one) => one.name || one.address),
  })
}

interface FoundOwn extends Omit<OwnCode, 'code' | 'request' | 'answerers'> {
  readonly assignmentId: string
  readonly teamId: number
}

async function findOwn(read: Read, { organizationId, licenseId }: OwnCodeQuery): Promise<FoundOwn | null> {
  const id = readLicenseId(licenseId)
  if (read.actor.kind !== 'account' || !id.ok) return null
  const keys = read.actor.addresses.map((own) => own.key)
  const { rows } = await sql<FoundOwn>`
    select license.organization_id as "organizationId", organization.name as organization, license.id as "licenseId",
      product.name as product, person.address, organization.time_zone as "timeZone", organization.code_policy as policy,
      license.assignment_id as "assignmentId", license.team_id as "teamId"
    from license
    join person on person.organization_id = license.organization_id and person.id = license.person_id
    join organization on organization.id = license.organization_id
    join product on product.code = license.product_code
    where license.organization_id = ${organizationId} and license.id = ${id.plan}
      and person.address_key = any(${keys}::text[])`.execute(read.sql)
  return rows[0] ?? null
}

async function loadOwnText(
  read: Read,
  { organizationId, assignmentId, product, licenseId }: FoundOwn,
): Promise<OwnCodeText | null> {
  const { rows } = await sql<{
    document: string
    serial: number
    issued_at: Date
    valid_until: string
    keeps: Keep[]
    kid: string
    public_key: string
  }>`select code.document, code.serial, code.issued_at, code.valid_until, code.keeps, code.kid, signing_key.public_key
    from activation_code as code join signing_key on signing_key.kid = code.kid
    where code.organization_id = ${organizationId} and code.assignment_id = ${assignmentId}
    order by code.serial desc limit 2`.execute(read.sql)
  const [newest, before] = rows
  if (!newest) return null
  const { serial, keeps, kid } = newest
  return {
    ...{ text: newest.document, fileName: fileNameOf(product, licenseId), serial, keeps, kid },
    ...{ issuedAt: newest.issued_at, validUntil: dateFrom(newest.valid_until) },
    fingerprint: fingerprintOf(newest.public_key),
    qr: codeQr(newest.document),
    replaces: before ? { serial: before.serial, validUntil: dateFrom(before.valid_until) } : null,
  }
}

async function loadLastRequest(read: Read, organizationId: number, assignmentId: string) {
  const row = await read.sql
    .selectFrom('code_request')
    .select(['state', 'reason', 'asked_at as askedAt', 'answered_by as answeredBy', 'note'])
    .where('organization_id', '=', organizationId)
    .where('assignment_id', '=', assignmentId)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

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
      join license on license.organization_id = item.organization_id and license.id = item.license_id
      where item.organization_id = ${organizationId} and item.job_id = ${jobId}
        and item.outcome in ('done', 'undone', 'not_undone') and ${inTeams(seen)})`,
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
