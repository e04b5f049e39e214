import type { AssignmentFacts, HeldLicense, KnownPerson } from '@claviger/core/assignment/plan-assignment'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import { listByAddress } from '../teams/store.ts'
import { isDisposable } from './disposable-domains.ts'

export interface FactsQuestion {
  readonly organizationId: number
  readonly productCode: string
  readonly addressKeys: readonly string[]
  /** Search keys of names that came without an address. */
  readonly nameKeys: readonly string[]
  /** The job whose earlier lines may have been about the same people. */
  readonly jobId?: string
}

/** Loads what the decision about these people rests on: a fixed number of statements, however many people. */
export async function loadAssignmentFacts(
  tx: Tx,
  question: FactsQuestion,
  product: { readonly productCode: string; readonly productName: string },
  freeSeats: number,
): Promise<AssignmentFacts> {
  const people = await loadPeople(tx, question)
  const personIds = [...people.values()].map((person) => person.personId)
  return {
    ...product,
    freeSeats,
    people,
    holds: await loadHeldLicenses(tx, question, personIds),
    accounts: await loadAccounts(tx, question.addressKeys),
    namesakes: await loadNamesakes(tx, question),
    domains: await loadDomains(tx, question.organizationId),
    disposable: disposableAmong(question.addressKeys),
    returnedAt: await loadReturns(tx, question, personIds),
    earlier: await loadEarlier(tx, question, personIds),
  }
}

function disposableAmong(addressKeys: readonly string[]): Set<string> {
  const domains = new Set(addressKeys.map((key) => key.slice(key.lastIndexOf('@') + 1)))
  return new Set([...domains].filter(isDisposable))
}

async function loadPeople(tx: Tx, question: FactsQuestion): Promise<Map<string, KnownPerson>> {
  const found = await listByAddress(tx, question.organizationId, question.addressKeys)
  return new Map(
    found.map(({ personId, address, addressKey, name }) => [addressKey, { personId, address, name }]),
  )
}

/** Open assignments of the product, or of a pack that contains it, by address key. */
async function loadHeldLicenses(
  tx: Tx,
  { organizationId, productCode }: FactsQuestion,
  personIds: readonly string[],
): Promise<Map<string, HeldLicense>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<{
    address_key: string
    license_id: string
    product_code: string
    name: string
    assigned_at: Date
  }>`
    select person.address_key, assignment.license_id, assignment.product_code, product.name, assignment.assigned_at
    from assignment
    join person on person.organization_id = assignment.organization_id and person.id = assignment.person_id
    join product on product.code = assignment.product_code
    where assignment.organization_id = ${organizationId} and assignment.ended_at is null
      and assignment.person_id = any(${[...personIds]}::uuid[])
      and (assignment.product_code = ${productCode}
        or exists (select 1 from pack_member where pack_code = assignment.product_code and product_code = ${productCode}))
    order by (assignment.product_code = ${productCode})`.execute(tx.sql)
  return new Map(
    rows.map((row) => [
      row.address_key,
      {
        licenseId: row.license_id,
        productCode: row.product_code,
        productName: row.name,
        assignedAt: row.assigned_at,
      },
    ]),
  )
}

async function loadAccounts(tx: Tx, addressKeys: readonly string[]): Promise<Set<string>> {
  const rows = await tx.sql
    .selectFrom('verified_address')
    .select('address_key')
    .where('address_key', '=', sql<string>`any(${[...addressKeys]}::text[])`)
    .execute()
  return new Set(rows.map((row) => row.address_key))
}

async function loadNamesakes(tx: Tx, question: FactsQuestion): Promise<Map<string, KnownPerson[]>> {
  const namesakes = new Map<string, KnownPerson[]>()
  if (question.nameKeys.length === 0) return namesakes
  const { rows } = await sql<{ name_key: string; id: string; address: string; name: string }>`
    select wanted.name_key, person.id, person.address, person.name
    from unnest(${[...question.nameKeys]}::text[]) as wanted (name_key)
    join person on person.organization_id = ${question.organizationId}
      and person.search_key >= wanted.name_key || ' ' and person.search_key < wanted.name_key || '!'`.execute(
    tx.sql,
  )
  for (const row of rows) {
    const known = namesakes.get(row.name_key) ?? []
    namesakes.set(row.name_key, [...known, { personId: row.id, address: row.address, name: row.name }])
  }
  return namesakes
}

/** The domains its administrators and links use: few, and the ones a slip of the finger is measured against. */
export async function loadDomains(door: Pick<Tx, 'sql'>, organizationId: number): Promise<string[]> {
  const { rows } = await sql<{ domain: string }>`${knownDomains(organizationId)}`.execute(door.sql)
  return rows.map((row) => row.domain)
}

/** The same as a query. */
export function knownDomains(organizationId: number): RawBuilder<unknown> {
  return sql`select distinct split_part(person.address_key, '@', 2) as domain
    from role_grant join person on person.organization_id = role_grant.organization_id and person.id = role_grant.person_id
    where role_grant.organization_id = ${organizationId}
    union select distinct unnest(domains) from invitation where organization_id = ${organizationId}`
}

/** When a license of this product was last taken back from each of these people, by address key. */
async function loadReturns(
  tx: Tx,
  { organizationId, productCode }: FactsQuestion,
  personIds: readonly string[],
): Promise<Map<string, Date>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<{ address_key: string; ended_at: Date }>`
    select person.address_key, max(assignment.ended_at) as ended_at
    from assignment
    join person on person.organization_id = assignment.organization_id and person.id = assignment.person_id
    where assignment.organization_id = ${organizationId} and assignment.product_code = ${productCode}
      and assignment.person_id = any(${[...personIds]}::uuid[]) and assignment.end_reason = 'revoked'
    group by person.address_key`.execute(tx.sql)
  return new Map(rows.map((row) => [row.address_key, row.ended_at]))
}

/** By which lines of the job that goes on people got theirs already, by address key. */
async function loadEarlier(
  tx: Tx,
  { organizationId, productCode, jobId }: FactsQuestion,
  personIds: readonly string[],
): Promise<Map<string, number>> {
  if (jobId === undefined || personIds.length === 0) return new Map()
  const { rows } = await sql<{ address_key: string; line: number }>`
    with given as materialized (select assignment.id, person.address_key from assignment
      join person on person.organization_id = assignment.organization_id and person.id = assignment.person_id
      where assignment.organization_id = ${organizationId} and assignment.person_id = any(${[...personIds]}::uuid[])
        and assignment.product_code = ${productCode} and assignment.job_id = ${jobId} and assignment.ended_at is null)
    select given.address_key, job_item.line from given join job_item
      on job_item.organization_id = ${organizationId} and job_item.job_id = ${jobId} and job_item.assignment_id = given.id`.execute(
    tx.sql,
  )
  return new Map(rows.map((row) => [row.address_key, row.line]))
}
