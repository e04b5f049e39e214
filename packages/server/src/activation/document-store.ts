import type { DocumentPolicy } from '@claviger/core/activation/document'
import {
  type DocumentFacts,
  type SoldLicense,
  type SoldProduct,
  soldLicense,
} from '@claviger/core/activation/plan-document'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

/** An assignment by its whole key. */
export interface AssignmentKey {
  readonly organizationId: number
  readonly assignmentId: string
}

/** Loads what documents of these assignments rest on, ended ones too: one statement, however many. */
export function loadDocumentFacts(
  door: Pick<Tx | Read, 'sql'>,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<readonly DocumentFacts[]> {
  return loadDocumentFactsOf(
    door,
    assignmentIds.map((assignmentId) => ({ organizationId, assignmentId })),
  )
}

/** The same for assignments of several organizations; one named twice is loaded twice. */
export async function loadDocumentFactsOf(
  door: Pick<Tx | Read, 'sql'>,
  assignments: readonly AssignmentKey[],
): Promise<readonly DocumentFacts[]> {
  if (assignments.length === 0) return []
  const { rows } = await held(assignments).execute(door.sql)
  const catalog = catalogOf(rows)
  const bySubscription = new Map<string, SoldLicense>()
  return rows.map((row) => {
    const policy = policyOf(row)
    const sold =
      bySubscription.get(row.subscription_id) ??
      soldLicense(termOf(row), catalog.get(row.product_code) ?? [], policy)
    bySubscription.set(row.subscription_id, sold)
    return { ...holdingOf(row), ...sold, policy }
  })
}

interface RawFacts {
  organization_id: number
  id: string
  license_id: string
  person_id: string
  team_id: number
  address: string
  name: string
  subscription_id: string
  product_code: string
  title: string
  starts_on: string
  paid_through: string
  payment: 'unpaid' | 'paid'
  due_on: string
  licensee: string
  time_zone: string
  grace_days: number
  check_hours: number
  offline_days: number
  /** Only on one row of each product: what it consists of is the same on every other. */
  sold: readonly RawSold[] | null
}

interface RawSold {
  code: string
  name: string
  releases: readonly { version: string; releasedOn: string }[]
}

const held = (assignments: readonly AssignmentKey[]) => sql<RawFacts>`
  with held as (
    select assignment.organization_id, assignment.id, assignment.license_id, assignment.person_id, license.team_id,
      person.address, person.name,
      subscription.id as subscription_id, subscription.product_code, product.name as title, subscription.starts_on,
      subscription.paid_through, subscription.payment, subscription.due_on, organization.name as licensee,
      organization.time_zone, vendor.grace_days, vendor.check_hours, vendor.offline_days,
      row_number() over (partition by subscription.product_code order by assignment.id) = 1 as first
    from unnest(${assignments.map((one) => one.organizationId)}::bigint[],
      ${assignments.map((one) => one.assignmentId)}::uuid[]) as wanted (organization_id, id)
    join assignment on assignment.organization_id = wanted.organization_id and assignment.id = wanted.id
    join license on license.organization_id = assignment.organization_id and license.id = assignment.license_id
    join subscription on subscription.organization_id = license.organization_id
      and subscription.id = license.subscription_id
    join person on person.organization_id = assignment.organization_id and person.id = assignment.person_id
    join organization on organization.id = assignment.organization_id
    join product on product.code = subscription.product_code
    join vendor on vendor.id = 1)
  select held.*, case when held.first then (
      select json_agg(json_build_object('code', part.code, 'name', part.name, 'releases', coalesce(
          (select json_agg(json_build_object('version', release.version, 'releasedOn', release.released_on))
           from release where release.product_code = part.code), '[]'::json)) order by part.name, part.code)
      from (select member.code, member.name from pack_member
            join product as member on member.code = pack_member.product_code
            where pack_member.pack_code = held.product_code
          union all
            select held.product_code, held.title
            where not exists (select 1 from pack_member where pack_member.pack_code = held.product_code)) as part
    ) end as sold
  from held`

function catalogOf(rows: readonly RawFacts[]): ReadonlyMap<string, readonly SoldProduct[]> {
  const pairs = rows.flatMap(({ product_code, sold }) =>
    sold ? [[product_code, sold.map(soldOf)] as const] : [],
  )
  return new Map(pairs)
}

function soldOf({ code, name, releases }: RawSold): SoldProduct {
  return {
    ...{ code, name },
    releases: releases.map(({ version, releasedOn }) => ({ version, releasedOn: dateFrom(releasedOn) })),
  }
}

function termOf(row: RawFacts) {
  return {
    ...{ start: dateFrom(row.starts_on), end: dateFrom(row.paid_through) },
    ...{ settled: row.payment === 'paid', dueOn: dateFrom(row.due_on) },
  }
}

function policyOf(row: RawFacts): DocumentPolicy {
  return { graceDays: row.grace_days, checkHours: row.check_hours, offlineDays: row.offline_days }
}

function holdingOf(row: RawFacts) {
  return {
    ...{
      organizationId: row.organization_id,
      assignmentId: row.id,
      licenseId: row.license_id,
      teamId: row.team_id,
    },
    ...{ personId: row.person_id, address: row.address, name: row.name },
    ...{ licensee: row.licensee, title: row.title, timeZone: row.time_zone },
  }
}
