import type { CodePolicy } from '@claviger/core/activation/code-rules'
import type { Keep } from '@claviger/core/activation/plan-document'
import { type CalendarDate, dateFrom } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { readLicenseId } from '@claviger/core/kernel/ids'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { actorAddress } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import type { QrPath } from '../assignment/qr-path.ts'
import type { Read } from '../db/unit-of-work.ts'
import { fileNameOf } from './code-file.ts'
import { codeQr } from './code-qr.ts'
import { listAnswerers } from './code-request-store.ts'
import { fingerprintOf } from './key-fingerprint.ts'

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
