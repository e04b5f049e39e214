import { readProductCode } from '@claviger/core/catalog/product-code'
import { domainKey } from '@claviger/core/kernel/email'
import { searchKey } from '@claviger/core/kernel/text'
import { type RawBuilder, sql } from 'kysely'
import { daysBefore } from '../db/days-before.ts'
import { knownDomains } from './facts-store.ts'
import { inTeams } from './scope.ts'

/** Which people: different fields are "and", several values of one field are "or". Absent means no limit. */
export interface PeopleFilter {
  /** A piece of a name or address; every character means itself. */
  readonly search?: string
  /** With a license, or without one. */
  readonly holding?: 'some' | 'none' | undefined
  readonly products?: readonly string[]
  readonly teams?: readonly number[]
  /** Holding a license that waits for its person, or one that is connected. */
  readonly status?: readonly ('invited' | 'connected')[]
  /** Seen using a license, but not for so many days. */
  readonly idleDays?: number | undefined
  /** Never seen: nothing was ever started, or only a code may be in use, of which nothing is recorded. */
  readonly use?: 'never' | 'not_recorded' | undefined
  readonly domain?: string | undefined
  /** At a domain the organization is not known by. */
  readonly outside?: boolean | undefined
}

/** The people meant: these, all that match a filter but some, or those with these addresses. */
export type PeopleSelection =
  | { readonly kind: 'these'; readonly personIds: readonly string[] }
  | { readonly kind: 'matching'; readonly filter: PeopleFilter; readonly except: readonly string[] }
  | { readonly kind: 'addresses'; readonly addressKeys: readonly string[] }

/** Whose people: an organization's, as somebody sees them who sees these teams. */
export interface PeopleSeen {
  readonly organizationId: number
  readonly seen: 'all' | readonly number[]
  readonly now: Date
}

/** The filter as a condition on `person`. Whoever sees some teams sees the people who hold something of theirs. */
export function personCondition(place: PeopleSeen, filter: PeopleFilter): RawBuilder<boolean> {
  const all: RawBuilder<unknown>[] = [sql`person.organization_id = ${place.organizationId}`]
  const piece = searchKey(filter.search ?? '')
  if (piece !== '') all.push(sql`position(${piece} in person.search_key) > 0`)
  if (filter.domain) all.push(sql`split_part(person.address_key, '@', 2) = ${domainMeant(filter.domain)}`)
  if (filter.outside)
    all.push(sql`split_part(person.address_key, '@', 2) not in (${knownDomains(place.organizationId)})`)
  const held = heldBySome(place, filter)
  if (filter.holding === 'none') all.push(sql`not ${held}`)
  if (asksForLicense(place, filter)) all.push(held)
  const use = useCondition(place, filter)
  if (use) all.push(use)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** Everybody the actor may know of: whoever sees some teams, whoever holds or held something of theirs. */
export function personSeen({ organizationId, seen }: PeopleSeen): RawBuilder<boolean> {
  const here = sql`person.organization_id = ${organizationId}`
  return seen === 'all'
    ? sql<boolean>`${here}`
    : sql<boolean>`${here} and exists (select 1 from assignment where assignment.organization_id = person.organization_id
        and assignment.person_id = person.id and assignment.team_id = any(${[...seen]}::bigint[]))`
}

/** What is typed as a domain, in the spelling people are kept under; what is none finds nobody. */
function domainMeant(typed: string): string {
  const read = domainKey(typed)
  return read.ok ? read.plan : ''
}

function asksForLicense({ seen }: PeopleSeen, { holding, products, teams, status }: PeopleFilter): boolean {
  const named = [products, teams, status].some((list) => (list?.length ?? 0) > 0)
  return seen !== 'all' || holding === 'some' || named
}

/** Whether whoever matches holds a license: nobody needs to count those who do. */
export function findsHolders(place: PeopleSeen, filter: PeopleFilter): boolean {
  const asksForUse = filter.idleDays !== undefined || filter.use !== undefined
  return asksForUse || asksForLicense(place, filter)
}

function heldBySome(place: PeopleSeen, filter: PeopleFilter): RawBuilder<unknown> {
  return sql`exists (select 1 from license where license.organization_id = person.organization_id
    and license.person_id = person.id and ${licensesMeant(place, filter)})`
}

/** Of which licenses a person's are looked at: those of the teams and products named, where the actor sees them. */
function licensesMeant({ seen }: PeopleSeen, { products, teams, status }: PeopleFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [inTeams(seen, 'license.team_id')]
  const codes = products?.filter((code) => readProductCode(code).ok) ?? []
  if (products?.length) all.push(sql`license.product_code = any(${codes}::text[])`)
  if (teams?.length) all.push(inTeams(teams, 'license.team_id'))
  if (status?.length) all.push(sql`license.status = any(${[...status]}::text[])`)
  return sql.join(all, sql` and `)
}

/** Looks at every license once: what a person uses is the latest of what any of their licenses was seen with. */
function useCondition(place: PeopleSeen, filter: PeopleFilter): RawBuilder<unknown> | null {
  if (filter.idleDays === undefined && filter.use === undefined) return null
  const used = lastUseByPerson(place, licensesMeant(place, filter))
  const before = daysBefore(place.now, filter.idleDays ?? 0)
  const all: RawBuilder<unknown>[] = [
    ...(filter.idleDays === undefined ? [] : [sql`used.seen_at <= ${before}`]),
    ...(filter.use === undefined
      ? []
      : [sql`used.seen_at is null and used.coded = ${filter.use !== 'never'}`]),
  ]
  return sql`person.id in (select used.person_id from (${used}) as used where ${sql.join(all, sql` and `)})`
}

/** When each person was last seen using a license, and whether a code of theirs is out, as a query. */
export function lastUseByPerson(
  { organizationId }: PeopleSeen,
  meant: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`select license.person_id, max(activation.last_seen_at) as seen_at, count(code.id) > 0 as coded
    from license
    left join activation on activation.organization_id = license.organization_id
      and activation.license_id = license.id and activation.assignment_id = license.assignment_id
    left join activation_code as code on code.organization_id = license.organization_id
      and code.assignment_id = license.assignment_id and code.replaced_at is null
    where license.organization_id = ${organizationId} and license.person_id is not null and ${meant}
    group by license.person_id`
}
