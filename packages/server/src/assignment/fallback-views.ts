import type { Release } from '@claviger/core/catalog/release'
import { dateFrom, type Term, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { readLicenseId } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { type FallbackStory, fallbackStory } from '@claviger/core/licenses/fallback-story'
import { owns } from '@claviger/core/teams/actor'
import { may } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'

/** What a license lets somebody keep, product by product. */
export interface LicenseFallback {
  readonly term: Term
  readonly settled: boolean
  /** In the days of the organization. */
  readonly today: string
  readonly graceDays: number
  readonly products: readonly ProductFallback[]
}

export interface ProductFallback {
  readonly code: string
  readonly name: string
  readonly story: FallbackStory
}

/** Tells what stays of a license, to whoever holds it and to those who see the licenses of its team. */
export async function licenseFallback(
  read: Read,
  query: { readonly organizationId: number; readonly licenseId: string },
): Promise<Decision<LicenseFallback, ReasonedRefusal<'license_not_found'>>> {
  const id = readLicenseId(query.licenseId)
  const row = id.ok ? await loadSold(read, query.organizationId, id.plan) : undefined
  const seen =
    row &&
    (may(read.actor, 'licenses.see', query.organizationId, row.team_id) ||
      (row.address_key !== null && owns(read.actor, row.address_key)))
  if (!row || !seen) return missing(read, 'license_not_found')
  const settled = row.payment === 'paid'
  const paid = { start: dateFrom(row.starts_on), end: dateFrom(row.paid_through) }
  return accept({
    ...{ term: row.term, settled, graceDays: row.grace_days, today: todayIn(read.now, row.time_zone) },
    products: row.sold.map(({ code, name, releases }) => ({
      ...{ code, name },
      story: fallbackStory({ paid, term: row.term, settled, releases: releases.map(releaseOf) }),
    })),
  })
}

interface RawSold {
  team_id: number
  address_key: string | null
  term: Term
  payment: 'unpaid' | 'paid'
  starts_on: string
  paid_through: string
  time_zone: string
  grace_days: number
  sold: readonly { code: string; name: string; releases: readonly RawRelease[] }[]
}

interface RawRelease {
  version: string
  releasedOn: string
}

async function loadSold(read: Read, organizationId: number, licenseId: string): Promise<RawSold | undefined> {
  const { rows } = await sql<RawSold>`
    select license.team_id, person.address_key, subscription.term, subscription.payment, subscription.starts_on,
      subscription.paid_through, organization.time_zone, vendor.grace_days, (
        select json_agg(json_build_object('code', part.code, 'name', part.name, 'releases', coalesce((
            select json_agg(json_build_object('version', release.version, 'releasedOn', release.released_on))
            from release where release.product_code = part.code), '[]'::json)) order by part.name, part.code)
        from product as part
        where part.code = license.product_code and part.kind = 'product' or part.code in (
          select product_code from pack_member where pack_code = license.product_code)) as sold
    from license
    join subscription on subscription.organization_id = license.organization_id and subscription.id = license.subscription_id
    join organization on organization.id = license.organization_id
    join vendor on vendor.id = 1
    left join person on person.organization_id = license.organization_id and person.id = license.person_id
    where license.organization_id = ${organizationId} and license.id = ${licenseId}`.execute(read.sql)
  const [row] = rows
  return row && { ...row, sold: row.sold ?? [] }
}

function releaseOf({ version, releasedOn }: RawRelease): Release {
  return { version, releasedOn: dateFrom(releasedOn) }
}
