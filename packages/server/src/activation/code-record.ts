import { findCode } from '@claviger/core/activation/find-code'
import { type Difference, firstDifference, type InspectedText } from '@claviger/core/activation/inspect-text'
import { readLicenseId } from '@claviger/core/kernel/ids'
import { sql } from 'kysely'
import type { EndReason } from '../assignment/tables.ts'
import type { Read } from '../db/unit-of-work.ts'
import type { CodeCameBy } from './tables.ts'

/** The key a code was signed with, as this installation knows it. */
export interface CodeKey {
  readonly kid: string
  readonly since: Date
  readonly replacedAt: Date | null
  readonly retiredAt: Date | null
}

/** What this installation remembers of a code. */
export type CodeRecord =
  /** No code of this license and number was issued here. */
  | { readonly kind: 'unknown'; readonly licenseId: string }
  /** What connected products get is signed anew at every check and kept nowhere. */
  | { readonly kind: 'online'; readonly licenseId: string }
  | { readonly kind: 'test'; readonly licenseId: string; readonly madeBy: string; readonly madeAt: Date }
  | IssuedCodeRecord

export interface IssuedCodeRecord {
  readonly kind: 'issued'
  readonly licenseId: string
  readonly serial: number
  readonly customer: string
  readonly issuedAt: Date
  readonly issuedBy: string
  readonly cameBy: CodeCameBy
  /** Since when a newer code takes its place. */
  readonly replacedAt: Date | null
  /** How the assignment it was issued for has ended, when it has. */
  readonly ended: { readonly at: Date; readonly by: string; readonly reason: EndReason } | null
  /** The first letter that is not as it was issued. */
  readonly difference: Difference | null
}

/** What is known of a signing key that the root has certified; nothing when it is not one of this installation's. */
export async function loadCodeKey(read: Read, kid: string): Promise<CodeKey | null> {
  const row = await read.sql
    .selectFrom('signing_key')
    .select(['created_at', 'replaced_at', 'retired_at'])
    .where('kid', '=', kid)
    .where('role', '=', 'signing')
    .executeTakeFirst()
  return row ? { kid, since: row.created_at, replacedAt: row.replaced_at, retiredAt: row.retired_at } : null
}

/** What is known of the code a text says it is, proved or not; nothing when it names no license. */
export async function loadCodeRecord(
  read: Read,
  { fields, parts }: Pick<InspectedText, 'fields' | 'parts'>,
): Promise<CodeRecord | null> {
  const said = (name: string) =>
    fields.find((one) => one.part === 'content' && one.name === name)?.value ?? ''
  const id = readLicenseId(said('lic'))
  const serial = Number(said('no'))
  if (!id.ok || !parts || !Number.isSafeInteger(serial)) return null
  const licenseId = id.plan
  if (serial === 0) return { kind: 'online', licenseId }
  const issued = await loadIssued(read, licenseId, serial)
  if (!issued) return (await loadTest(read, licenseId)) ?? { kind: 'unknown', licenseId }
  const { document, ...record } = issued
  const known = findCode(document)
  return { ...record, difference: 'reason' in known ? null : firstDifference(known, parts) }
}

interface IssuedRow {
  readonly customer: string
  readonly document: string
  readonly issuedAt: Date
  readonly issuedBy: string
  readonly cameBy: CodeCameBy
  readonly replacedAt: Date | null
  readonly endedAt: Date | null
  readonly endedBy: string | null
  readonly endReason: EndReason | null
}

const mostSerial = 2 ** 31 - 1

async function loadIssued(read: Read, licenseId: string, serial: number) {
  if (serial < 0 || serial > mostSerial) return undefined
  const { rows } = await sql<IssuedRow>`
    select organization.name as customer, code.document, code.issued_at as "issuedAt", code.issued_by as "issuedBy",
      code.came_by as "cameBy", code.replaced_at as "replacedAt", assignment.ended_at as "endedAt",
      assignment.ended_by as "endedBy", assignment.end_reason as "endReason"
    from activation_code as code
    join organization on organization.id = code.organization_id
    join assignment on assignment.organization_id = code.organization_id and assignment.id = code.assignment_id
    where code.license_id = ${licenseId} and code.serial = ${serial}`.execute(read.sql)
  const [row] = rows
  if (!row) return undefined
  const { endedAt, endedBy, endReason, ...code } = row
  const ended = endedAt && endReason ? { at: endedAt, by: endedBy ?? '', reason: endReason } : null
  return { kind: 'issued' as const, licenseId, serial, ...code, ended }
}

async function loadTest(read: Read, licenseId: string): Promise<CodeRecord | undefined> {
  const made = await read.sql
    .selectFrom('event')
    .select(['actor', 'at'])
    .where('organization_id', '=', 0)
    .where('license_id', '=', licenseId)
    .where('what', '=', 'test_code_made')
    .executeTakeFirst()
  return made && { kind: 'test', licenseId, madeBy: made.actor, madeAt: made.at }
}
