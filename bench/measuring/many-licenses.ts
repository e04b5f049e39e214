import { sql } from 'kysely'
import { type Customer, newCustomer, newTeam, type Story } from '../../packages/server/src/testing/story.ts'

/** How many licenses one subscription may hold. */
const most = 100_000

/**
 * A customer with this many licenses of two products in two teams, four of five in somebody's hands. Everything is
 * written in bulk: a million assignments through the product would take longer than what is measured.
 */
export async function customerWith(story: Story, size: number, { used = false } = {}): Promise<Customer> {
  const customer = await newCustomer(story, 0)
  const other = { ...(await newTeam(story, customer, 0)), productCode: 'FERR' }
  await addPeople(story, customer, size)
  for (const [place, begin] of [
    [customer, 1],
    [other, size / 2 + 1],
  ] as const)
    for (let done = 0; done < size / 2; done += most)
      await addLicenses(story, place, { first: begin + done, count: Math.min(size / 2 - done, most), used })
  await assignAll(story, customer, size)
  if (used) await seeMachines(story, customer)
  return customer
}

async function addPeople(story: Story, { organizationId }: Customer, size: number): Promise<void> {
  await sql`insert into person (organization_id, id, address, address_key, name, first_name, last_name, search_key, created_at)
    select ${organizationId}, gen_random_uuid(), address, address, 'Person Number', 'Person', 'Number', 'person number ' || address, ${story.now()}
    from (select 'person.number' || n || '@harrowvale.example' as address from generate_series(1, ${size}::int) as n) as people`.execute(
    story.database.db,
  )
}

interface Bought {
  readonly first: number
  readonly count: number
  /** Half of what somebody holds is connected. */
  readonly used: boolean
}

async function addLicenses(story: Story, place: Customer, { first, count, used }: Bought): Promise<void> {
  const { organizationId, teamId, productCode } = place
  const held = sql`n % 5 <> 0`
  const connected = used ? sql`n % 5 <> 0 and n % 2 = 0` : sql`false`
  const inUse = used ? (count / 5) * 2 : 0
  await sql`with bought as (
      insert into subscription (organization_id, id, product_code, term, quantity, starts_on, paid_through, unit_minor, currency, payment, due_on, created_at)
      values (${organizationId}, gen_random_uuid(), ${productCode}, 'year', ${count}, ${story.now()}::timestamptz, ${story.now()}::timestamptz + interval '1 year', 18900, 'GBP', 'paid', ${story.now()}::timestamptz, ${story.now()})
      returning id)
    insert into pool (organization_id, team_id, subscription_id, product_code, total, free, invited, connected)
    select ${organizationId}, ${teamId}, id, ${productCode}, ${count}, ${count / 5}, ${count - count / 5 - inUse}, ${inUse} from bought`.execute(
    story.database.db,
  )
  await sql`insert into license (organization_id, id, position, team_id, subscription_id, product_code, status, assignment_id, person_id)
    select ${organizationId}, 'B' || lpad(n::text, 9, '0'), n, ${teamId}, pool.subscription_id, ${productCode},
      case when ${connected} then 'connected' when ${held} then 'invited' else 'free' end, case when ${held} then gen_random_uuid() end, case when ${held} then person.id end
    from generate_series(${first}::int, ${first + count - 1}::int) as n
    join person on person.organization_id = ${organizationId} and address_key = 'person.number' || n || '@harrowvale.example'
    cross join (select subscription_id from pool where organization_id = ${organizationId} and team_id = ${teamId}
      and not exists (select 1 from license where license.organization_id = ${organizationId} and license.subscription_id = pool.subscription_id)) as pool`.execute(
    story.database.db,
  )
}

async function assignAll(story: Story, { organizationId }: Customer, size: number): Promise<void> {
  const { db } = story.database
  await sql`insert into assignment (organization_id, id, license_id, person_id, product_code, team_id, came_by, door, assigned_at, assigned_by)
    select organization_id, assignment_id, id, person_id, product_code, team_id, 'api', gen_random_uuid()::text, ${story.now()}, 'bench'
    from license where organization_id = ${organizationId} and assignment_id is not null`.execute(db)
  await sql`update organization set license_count = ${size} where id = ${organizationId}`.execute(db)
}

/** Each connected license runs on a machine; some were seen long ago. */
async function seeMachines(story: Story, { organizationId }: Customer): Promise<void> {
  await sql`insert into activation (organization_id, id, assignment_id, license_id, person_id, product_code, machine, machine_name, system, release, slot, activated_at, last_seen_at)
    select organization_id, gen_random_uuid(), assignment_id, id, person_id, product_code, 'machine', 'Laptop', 'Ubuntu 26.04', '6.2.1', 1,
      ${story.now()}::timestamptz - interval '1 year', ${story.now()}::timestamptz - make_interval(days => (position % 120)::integer)
    from license where organization_id = ${organizationId} and status = 'connected'`.execute(
    story.database.db,
  )
}
