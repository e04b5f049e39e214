import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Customer, Story } from './story.ts'

/** Counts that must agree, each taken from another table. */
interface Counts {
  readonly bought: number
  readonly pooled: number
  readonly licenses: number
  readonly given: number
  readonly held: number
  readonly open: number
  readonly joined: number
  readonly connected: number
  readonly connectedLicenses: number
  readonly placed: number
  readonly placedLicenses: number
  readonly placements: number
  readonly withheld: number
  readonly withheldLicenses: number
  readonly places: number
  readonly lastPlace: number
  readonly most: number
  readonly wrongPools: number
}

/**
 * Expects that nobody holds more than was bought, that the pools count what the licenses are, that a license is held
 * exactly while its assignment is open, that what is with a server or key says with which, that places have no gap, and
 * that nobody has two licenses of one product but those that are marked as additional.
 */
export async function expectSound(
  story: Story,
  { organizationId }: Pick<Customer, 'organizationId'>,
): Promise<void> {
  const ours = sql`organization_id = ${organizationId}`
  const { rows } = await sql<Counts>`select
    (select coalesce(sum(quantity), 0)::int from subscription where ${ours}) as bought,
    (select coalesce(sum(total), 0)::int from pool where ${ours}) as pooled,
    (select count(*)::int from license where ${ours}) as licenses,
    (select coalesce(sum(invited + connected), 0)::int from pool where ${ours}) as given,
    (select count(*)::int from license where ${ours} and status in ('invited', 'connected')) as held,
    (select count(*)::int from assignment where ${ours} and ended_at is null) as open,
    (select count(*)::int from license join assignment using (organization_id, person_id, team_id, product_code)
      where ${ours} and ended_at is null and license_id = license.id and assignment_id = assignment.id) as joined,
    (select coalesce(sum(placed), 0)::int from pool where ${ours}) as placed,
    (select count(*)::int from license where ${ours} and status = 'placed') as "placedLicenses",
    (select count(*)::int from placement where ${ours}) as placements,
    (select coalesce(sum(withheld), 0)::int from pool where ${ours}) as withheld,
    (select count(*)::int from license where ${ours} and status = 'withheld') as "withheldLicenses",
    (select license_count::int from organization where id = ${organizationId}) as places,
    (select coalesce(max(position), 0)::int from license where ${ours}) as "lastPlace",
    (select coalesce(sum(connected), 0)::int from pool where ${ours}) as connected,
    (select count(*)::int from license where ${ours} and status = 'connected') as "connectedLicenses",
    (select coalesce(max(count), 0)::int from (select count(*) as count from assignment where ${ours}
      and ended_at is null and not additional group by person_id, product_code) as counted) as most,
    (select count(*)::int from pool where ${ours} and (total, free, invited, connected, placed, withheld) <> (
      select count(*), count(*) filter (where status = 'free'), count(*) filter (where status = 'invited'),
        count(*) filter (where status = 'connected'), count(*) filter (where status = 'placed'),
        count(*) filter (where status = 'withheld')
      from license where license.organization_id = pool.organization_id and license.team_id = pool.team_id
        and license.subscription_id = pool.subscription_id)) as "wrongPools"`.execute(story.database.db)
  const [counts] = rows
  if (!counts) throw new Error('nothing was counted')
  const { bought, given, connected, placed, withheld } = counts
  expect(counts).toEqual({
    ...{ bought, pooled: bought, licenses: bought, given, held: given, open: given, joined: given },
    ...{ connected, connectedLicenses: connected, most: Math.min(given, 1) },
    ...{ placed, placedLicenses: placed, placements: placed, withheld, withheldLicenses: withheld },
    ...{ places: bought, lastPlace: bought, wrongPools: 0 },
  })
  expect(given + placed + withheld).toBeLessThanOrEqual(bought)
}
