import type { StandingCode } from '@claviger/core/activation/code-rules'
import type { Keep } from '@claviger/core/activation/plan-document'
import { type CalendarDate, dateFrom } from '@claviger/core/kernel/calendar'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import type { CodeCameBy } from './tables.ts'

/** The newest code of an assignment. */
export interface CurrentCode extends StandingCode {
  readonly id: string
  readonly serial: number
  readonly kid: string
  readonly text: string
  readonly validUntil: CalendarDate
  readonly issuedAt: Date
}

/** An assignment in whose hands a code may be put, with the one that is there. */
export interface CodePlace {
  readonly assignmentId: string
  readonly current: CurrentCode | null
  /** How many codes the license has had, by whomever. */
  readonly lastSerial: number
}

/** Keeps others from issuing codes for these assignments meanwhile, and answers those that have not ended, by assignment. */
export async function lockCodePlaces(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<ReadonlyMap<string, CodePlace>> {
  const { rows: locked } = await sql<{ id: string }>`
    select id from assignment
    where organization_id = ${organizationId} and id = any(${[...assignmentIds]}::uuid[]) and ended_at is null
    order by id for no key update`.execute(tx.sql)
  // A second statement: what was read while the lock was waited for may be of the past.
  if (locked.length === 0) return new Map()
  const ids = locked.map((row) => row.id)
  const places = await loadCodePlaces(tx, organizationId, ids)
  return new Map(places.map((place) => [place.assignmentId, place]))
}

async function loadCodePlaces(
  tx: Tx,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<readonly CodePlace[]> {
  const { rows } = await sql<RawPlace>`
    select assignment.id as assignment_id, code.id, code.serial, code.kid, code.document, code.valid_until,
      code.issued_at, code.basis, signing_key.retired_at is not null as key_retired,
      coalesce((select max(serial) from activation_code as earlier
        where earlier.organization_id = assignment.organization_id
          and earlier.license_id = assignment.license_id), 0) as last_serial
    from assignment
    left join activation_code as code on code.organization_id = assignment.organization_id
      and code.assignment_id = assignment.id and code.replaced_at is null
    left join signing_key on signing_key.kid = code.kid
    where assignment.organization_id = ${organizationId} and assignment.id = any(${[...assignmentIds]}::uuid[])
    order by assignment.id`.execute(tx.sql)
  return rows.map((row) => ({
    assignmentId: row.assignment_id,
    current: row.id === null ? null : currentOf(row),
    lastSerial: row.last_serial,
  }))
}

interface RawPlace extends RawCode {
  assignment_id: string
  id: string | null
  last_serial: number
}

interface RawCode {
  id: string | null
  serial: number
  kid: string
  document: string
  valid_until: string
  issued_at: Date
  basis: string
  key_retired: boolean
}

function currentOf(row: RawCode): CurrentCode {
  const { serial, kid, basis } = row
  return {
    ...{ id: row.id ?? '', serial, kid, basis, keyRetired: row.key_retired, text: row.document },
    ...{ validUntil: dateFrom(row.valid_until), issuedAt: row.issued_at },
  }
}

/** A code to be put into the world. */
export interface NewCode {
  readonly id: string
  readonly licenseId: string
  readonly assignmentId: string
  readonly personId: string
  readonly serial: number
  readonly kid: string
  readonly text: string
  readonly paidUpTo: CalendarDate
  readonly settled: boolean
  readonly validUntil: CalendarDate
  readonly keeps: readonly Keep[]
  readonly basis: string
}

/** Who issues codes, and which way they come into the world. */
export interface CodeOrigin {
  readonly organizationId: number
  readonly cameBy: CodeCameBy
  readonly by: string
}

/** Writes new codes in the place of those before: two statements, however many. */
export async function saveCodes(tx: Tx, origin: CodeOrigin, codes: readonly NewCode[]): Promise<void> {
  if (codes.length === 0) return
  const { organizationId, cameBy, by } = origin
  await sql`update activation_code set replaced_at = ${tx.now}
    where organization_id = ${organizationId} and replaced_at is null
      and assignment_id = any(${codes.map((code) => code.assignmentId)}::uuid[])`.execute(tx.sql)
  await sql`insert into activation_code (organization_id, id, license_id, assignment_id, person_id, serial, kid, document,
      paid_up_to, settled, valid_until, keeps, basis, came_by, issued_at, issued_by)
    select ${organizationId}, i, l, a, p, n, k, d, u, s, v, j, b, ${cameBy}, ${tx.now}, ${by} from unnest(
      ${codes.map((code) => code.id)}::uuid[], ${codes.map((code) => code.licenseId)}::text[],
      ${codes.map((code) => code.assignmentId)}::uuid[], ${codes.map((code) => code.personId)}::uuid[],
      ${codes.map((code) => code.serial)}::int[], ${codes.map((code) => code.kid)}::text[],
      ${codes.map((code) => code.text)}::text[], ${codes.map((code) => code.paidUpTo)}::date[],
      ${codes.map((code) => code.settled)}::boolean[], ${codes.map((code) => code.validUntil)}::date[],
      ${codes.map((code) => JSON.stringify(code.keeps))}::jsonb[], ${codes.map((code) => code.basis)}::text[])
      as e (i, l, a, p, n, k, d, u, s, v, j, b)`.execute(tx.sql)
}
