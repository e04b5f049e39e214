import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import { searchKey } from '@claviger/core/kernel/text'
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { type Scope, teamsMeant, teamsWithin } from './scope.ts'

export interface PersonLicense {
  readonly licenseId: string
  readonly product: string
  readonly productCode: string
  readonly team: string
  readonly teamId: number
  readonly status: 'invited' | 'connected'
  readonly assignedAt: Date
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
  readonly search: string
  /** With a license, without one, or everybody. */
  readonly holding: 'any' | 'some' | 'none'
  /** Only people with a license of this product. */
  readonly productCode?: string | undefined
  /** Only people with a license of this team, where it is one the actor sees. */
  readonly inTeam?: number | undefined
  readonly page: number
  readonly perPage: number
}

export interface PeoplePage {
  readonly people: readonly PersonRow[]
  /** How many match. */
  readonly total: number
  /** How many there are in all. */
  readonly everybody: number
}

/** People of an organization with what they hold; a team administrator sees those who hold something of his teams. */
export async function peoplePage(
  read: Read,
  query: PeopleQuery,
): Promise<Decision<PeoplePage, ReasonedRefusal<'organization_not_found'>>> {
  const { organizationId, page, perPage } = query
  const within = teamsWithin(read.actor, 'people.see', query)
  if (within.length === 0) return missing(read, 'organization_not_found')
  const seen = teamsMeant(within, query.inTeam)
  const condition = personCondition(query, seen)
  const total = await countPeople(read, condition)
  const filtered =
    query.search.trim() !== '' ||
    query.holding !== 'any' ||
    query.productCode !== undefined ||
    seen !== within
  const everyone = personCondition({ organizationId, search: '', holding: 'any' }, within)
  const everybody = filtered ? await countPeople(read, everyone) : total
  const { rows } = await sql<Known>`select ${known} from person where ${condition}
    order by search_key, id limit ${perPage} offset ${(page - 1) * perPage}`.execute(read.sql)
  const licenses = await loadLicensesOf(
    read,
    organizationId,
    rows.map((row) => row.id),
    seen,
  )
  const people = rows.map((row) => ({ ...row, licenses: licenses.get(row.id) ?? [] }))
  return accept({ people, total, everybody })
}

type Known = Omit<PersonRow, 'licenses'>

const known = sql`id, name, address, (select account.name from verified_address
  join account on account.id = verified_address.account_id
  where verified_address.address_key = person.address_key) as "accountName"`

/** One person with what they hold, in the teams whose people the actor sees. */
export async function personPage(
  read: Read,
  query: Scope & { readonly personId: string },
): Promise<Decision<PersonRow, ReasonedRefusal<'person_not_found'>>> {
  const { organizationId, personId } = query
  const seen = teamsWithin(read.actor, 'people.see', query)
  if (!isUuid(personId) || seen.length === 0) return missing(read, 'person_not_found')
  const theirs = personCondition({ organizationId, search: '', holding: 'any' }, seen)
  const { rows } = await sql<Known>`select ${known} from person where ${theirs} and id = ${personId}`.execute(
    read.sql,
  )
  const [person] = rows
  if (!person) return missing(read, 'person_not_found')
  const licenses = await loadLicensesOf(read, organizationId, [person.id], seen)
  return accept({ ...person, licenses: licenses.get(person.id) ?? [] })
}

async function countPeople(read: Read, condition: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from person where ${condition}`.execute(read.sql)
  return rows[0]?.count ?? 0
}

type PeopleWanted = Pick<PeopleQuery, 'organizationId' | 'search' | 'holding' | 'productCode'>

function personCondition(wanted: PeopleWanted, seen: 'all' | readonly number[]) {
  const { organizationId, search, holding, productCode } = wanted
  const held = sql`exists (select 1 from license where license.organization_id = person.organization_id
    and license.person_id = person.id and ${inTeams(seen)}
    ${productCode === undefined ? sql`` : sql`and license.product_code = ${productCode}`})`
  const all = [sql`person.organization_id = ${organizationId}`]
  const piece = searchKey(search)
  if (piece !== '') all.push(sql`position(${piece} in person.search_key) > 0`)
  if (seen !== 'all' || holding === 'some' || productCode !== undefined) all.push(held)
  if (holding === 'none') all.push(sql`not ${held}`)
  return sql.join(all, sql` and `)
}

function inTeams(seen: 'all' | readonly number[]): RawBuilder<unknown> {
  return seen === 'all' ? sql`true` : sql`license.team_id = any(${[...seen]}::bigint[])`
}

async function loadLicensesOf(
  read: Read,
  organizationId: number,
  personIds: readonly string[],
  seen: 'all' | readonly number[],
): Promise<Map<string, PersonLicense[]>> {
  const { rows } = await sql<{
    person_id: string
    id: string
    product: string
    product_code: string
    team: string
    team_id: number
    status: 'invited' | 'connected'
    assigned_at: Date
  }>`
    select license.person_id, license.id, product.name as product, license.product_code, team.name as team, license.team_id,
      license.status, assignment.assigned_at
    from license
    join product on product.code = license.product_code
    join team on team.organization_id = license.organization_id and team.id = license.team_id
    join assignment on assignment.organization_id = license.organization_id and assignment.id = license.assignment_id
    where license.organization_id = ${organizationId} and license.person_id = any(${[...personIds]}::uuid[]) and ${inTeams(seen)}
    order by product.name, license.position`.execute(read.sql)
  const byPerson = new Map<string, PersonLicense[]>()
  for (const row of rows) {
    const mine = byPerson.get(row.person_id) ?? []
    mine.push({
      licenseId: row.id,
      product: row.product,
      productCode: row.product_code,
      team: row.team,
      teamId: row.team_id,
      status: row.status,
      assignedAt: row.assigned_at,
    })
    byPerson.set(row.person_id, mine)
  }
  return byPerson
}
