import type { Keep } from '@claviger/core/activation/plan-document'
import { type CalendarDate, dateFrom } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { sql } from 'kysely'
import { licenseCondition, type Selection } from '../assignment/license-filter.ts'
import { type Scope, teamsWithin } from '../assignment/scope.ts'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import type { CodeCameBy } from './tables.ts'

/** A license in somebody's hands, with the newest code they have for it. */
export interface CodeListRow {
  readonly licenseId: string
  readonly product: string
  readonly person: { readonly name: string; readonly address: string }
  readonly code: {
    readonly issuedAt: Date
    readonly cameBy: CodeCameBy
    readonly validUntil: CalendarDate
    readonly keeps: readonly Keep[]
  } | null
}

export interface CodeList {
  readonly rows: readonly CodeListRow[]
  /** All that were selected; those somebody holds; those of whom a code was issued. */
  readonly licenses: number
  readonly held: number
  readonly withCode: number
  readonly mayIssue: boolean
}

export interface CodeListQuery extends Scope {
  readonly selection: Selection
  readonly page: number
  readonly perPage: number
}

/** Who of the selected holds which code, as far as the actor sees their licenses; never a code itself. */
export async function codeList(
  read: Read,
  query: CodeListQuery,
): Promise<Decision<CodeList, ReasonedRefusal<'organization_not_found'>>> {
  const seen = teamsWithin(read.actor, 'licenses.see', query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const chosen = selected(read, query, seen)
  return accept({
    rows: await loadRows(read, query, chosen),
    ...(await count(read, chosen)),
    mayIssue: teamsWithin(read.actor, 'licenses.assign', query).length > 0,
  })
}

type Chosen = ReturnType<typeof selected>

function selected(read: Read, { organizationId, selection }: CodeListQuery, seen: 'all' | readonly number[]) {
  const filter = selection.kind === 'matching' ? selection.filter : {}
  const only =
    selection.kind === 'these'
      ? sql`license.id = any(${[...selection.licenseIds]}::text[])`
      : sql`license.id <> all(${[...selection.except]}::text[])`
  return sql`from license
    left join assignment on assignment.organization_id = license.organization_id
      and assignment.id = license.assignment_id
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    left join activation_code as code on code.organization_id = license.organization_id
      and code.assignment_id = license.assignment_id and code.replaced_at is null
    where ${licenseCondition(organizationId, filter, seen, read.now)} and ${only}`
}

async function count(read: Read, chosen: Chosen) {
  const { rows } = await sql<{ licenses: number; held: number; withCode: number }>`
    select count(*) as licenses, count(*) filter (where license.status <> 'free') as held,
      count(code.id) filter (where license.status <> 'free') as "withCode" ${chosen}`.execute(read.sql)
  return rows[0] ?? { licenses: 0, held: 0, withCode: 0 }
}

interface RawRow {
  license_id: string
  product: string
  name: string
  address: string
  issued_at: Date | null
  came_by: CodeCameBy
  valid_until: string
  keeps: readonly Keep[]
}

async function loadRows(
  read: Read,
  { page, perPage }: CodeListQuery,
  chosen: Chosen,
): Promise<CodeListRow[]> {
  const { rows } = await sql<RawRow>`
    select license.id as license_id,
      (select product.name from product where product.code = license.product_code) as product,
      person.name, person.address, code.issued_at, code.came_by, code.valid_until, code.keeps
    ${chosen} and license.status <> 'free'
    order by license.position limit ${perPage} offset ${(page - 1) * perPage}`.execute(read.sql)
  return rows.map((row) => ({
    ...{ licenseId: row.license_id, product: row.product, person: { name: row.name, address: row.address } },
    code: row.issued_at && {
      ...{ issuedAt: row.issued_at, cameBy: row.came_by, keeps: row.keeps },
      validUntil: dateFrom(row.valid_until),
    },
  }))
}
