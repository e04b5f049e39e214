import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { hasCode, lastSeen } from './license-use.ts'
import {
  findsHolders,
  lastUseByPerson,
  type PeopleFilter,
  type PeopleSeen,
  personCondition,
} from './people-filter.ts'
import { inTeams, type Scope, teamsWithin } from './scope.ts'

export interface PersonLicense {
  readonly licenseId: string
  readonly product: string
  readonly productCode: string
  readonly team: string
  readonly teamId: number
  readonly status: 'invited' | 'connected'
  readonly assignedAt: Date
  /** When a product was last seen using it. */
  readonly lastSeenAt: Date | null
  /** A code of it is out, of whose use nothing is recorded. */
  readonly hasCode: boolean
  /** Given until the end of this day. */
  readonly endsOn: string | null
}

export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly address: string
  /** What the account calls itself whose address this is; null where there is none. */
  readonly accountName: string | null
  readonly licenses: readonly PersonLicense[]
}

export interface PeopleQuery extends Scope {
  readonly filter: PeopleFilter
  /** By name and address, or by when they were last seen. */
  readonly sort?: 'person' | 'used'
  readonly descending?: boolean
  readonly page: number
  readonly perPage: number
}

export interface PeoplePage {
  readonly people: readonly PersonRow[]
  /** How many match, and how many of those hold a license. */
  readonly total: number
  readonly holders: number
  /** How many there are in all. */
  readonly everybody: number
  /** The domains most of them have their addresses at, the most frequent first. */
  readonly domains: readonly string[]
}

/** People of an organization with what they hold; a team administrator sees those who hold something of his teams. */
export async function peoplePage(
  read: Read,
  query: PeopleQuery,
): Promise<Decision<PeoplePage, ReasonedRefusal<'organization_not_found'>>> {
  const { organizationId, filter, page, perPage } = query
  const seen = teamsWithin(read.actor, 'people.see', query)
  if (seen.length === 0) return missing(read, 'organization_not_found')
  const place = { organizationId, seen, now: read.now }
  const condition = personCondition(place, filter)
  const { rows } = await sql<Known>`select ${known} from person ${orderOf(place, query, condition)}
    limit ${perPage} offset ${(page - 1) * perPage}`.execute(read.sql)
  const licenses = await loadLicensesOf(
    read,
    place,
    rows.map((row) => row.id),
  )
  const total = await countPeople(read, condition)
  return accept({
    people: rows.map((row) => ({ ...row, licenses: licenses.get(row.id) ?? [] })),
    total,
    holders: findsHolders(place, filter)
      ? total
      : await countPeople(read, sql`${condition} and ${holdsSome(place)}`),
    everybody: await countPeople(read, personCondition(place, {})),
    domains: await listDomains(read, place),
  })
}

type Known = Omit<PersonRow, 'licenses'>

/** What is known of a person by themselves, as columns of a query. */
export const known = sql`person.id, person.name, person.address, (select account.name from verified_address
  join account on account.id = verified_address.account_id
  where verified_address.address_key = person.address_key) as "accountName"`

/** The people that match, in the order asked for; whoever was never seen comes last either way. */
function orderOf(place: PeopleSeen, { sort, descending }: PeopleQuery, condition: RawBuilder<boolean>) {
  const turn = descending ? sql`desc` : sql`asc`
  if (sort !== 'used') return sql`where ${condition} order by person.search_key ${turn}, person.id`
  return sql`left join (${lastUseByPerson(place, inTeams(place.seen, 'license.team_id'))}) as used on used.person_id = person.id
    where ${condition} order by used.seen_at ${turn} nulls last, person.search_key, person.id`
}

/** One person with what they hold, in the teams whose people the actor sees. */
export async function personPage(
  read: Read,
  query: Scope & { readonly personId: string },
): Promise<Decision<PersonRow, ReasonedRefusal<'person_not_found'>>> {
  const { organizationId, personId } = query
  const seen = teamsWithin(read.actor, 'people.see', query)
  if (!isUuid(personId) || seen.length === 0) return missing(read, 'person_not_found')
  const place = { organizationId, seen, now: read.now }
  const { rows } =
    await sql<Known>`select ${known} from person where ${personCondition(place, {})} and id = ${personId}`.execute(
      read.sql,
    )
  const [person] = rows
  if (!person) return missing(read, 'person_not_found')
  const licenses = await loadLicensesOf(read, place, [person.id])
  return accept({ ...person, licenses: licenses.get(person.id) ?? [] })
}

const mostDomains = 12

async function listDomains(read: Read, place: PeopleSeen): Promise<string[]> {
  const { rows } = await sql<{ domain: string }>`select split_part(person.address_key, '@', 2) as domain
    from person where ${personCondition(place, {})} group by 1 order by count(*) desc, 1 limit ${mostDomains}`.execute(
    read.sql,
  )
  return rows.map((row) => row.domain)
}

async function countPeople(read: Read, condition: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from person where ${condition}`.execute(read.sql)
  return rows[0]?.count ?? 0
}

function holdsSome({ seen }: PeopleSeen): RawBuilder<unknown> {
  return sql`exists (select 1 from license where license.organization_id = person.organization_id
    and license.person_id = person.id and ${inTeams(seen, 'license.team_id')})`
}

/** What each of these people holds where the actor sees it, in the order of the products' names. */
export async function loadLicensesOf(
  read: Read,
  { organizationId, seen }: PeopleSeen,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PersonLicense[]>> {
  const { rows } = await sql<PersonLicense & { personId: string }>`
    select license.person_id as "personId", license.id as "licenseId", product.name as product,
      license.product_code as "productCode", team.name as team, license.team_id as "teamId", license.status,
      assignment.assigned_at as "assignedAt", assignment.ends_on as "endsOn",
      ${lastSeen} as "lastSeenAt", ${hasCode} as "hasCode"
    from license
    join product on product.code = license.product_code
    join team on team.organization_id = license.organization_id and team.id = license.team_id
    join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
    where license.organization_id = ${organizationId} and license.person_id = any(${[...personIds]}::uuid[])
      and ${inTeams(seen, 'license.team_id')}
    order by product.name, license.position`.execute(read.sql)
  const byPerson = Map.groupBy(rows, (row) => row.personId)
  return new Map([...byPerson].map(([id, licenses]) => [id, licenses.map(({ personId: _, ...one }) => one)]))
}
