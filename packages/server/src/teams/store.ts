import type { Address } from '@claviger/core/kernel/email'
import { searchKey } from '@claviger/core/kernel/text'
import { type RawBuilder, sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

type Door = Tx | Read

/** Draws the next number of a series; the row stays locked until the transaction ends, so numbers have no gaps. */
export async function nextNumber(tx: Tx, name: string, first: number): Promise<number> {
  const row = await tx.sql
    .insertInto('counter')
    .values({ name, value: first })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((set) => ({ value: set('counter.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return row.value
}

/**
 * Holds a series before its next number is drawn, so that whoever waited for it sees what the one before them saved.
 */
export async function holdSeries(tx: Tx, name: string, first: number): Promise<void> {
  await tx.sql
    .insertInto('counter')
    .values({ name, value: first - 1 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx.sql.selectFrom('counter').select('value').where('name', '=', name).forUpdate().execute()
}

export interface Organization {
  readonly id: number
  readonly name: string
  readonly slug: string
  readonly country: string
  readonly timeZone: string
  readonly locale: string
}

export async function loadOrganization(door: Door, id: number): Promise<Organization | undefined> {
  if (!Number.isSafeInteger(id)) return undefined
  const row = await door.sql
    .selectFrom('organization')
    .select(['id', 'name', 'slug', 'country', 'time_zone', 'locale'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { ...pickNames(row), timeZone: row.time_zone }
}

/** Changes where people of the organization get their activation codes. */
export async function saveCodePolicy(
  tx: Tx,
  organizationId: number,
  policy: 'letter' | 'page' | 'ask',
): Promise<void> {
  await tx.sql
    .updateTable('organization')
    .set({ code_policy: policy })
    .where('id', '=', organizationId)
    .execute()
}

/** Turns the organization's API on or off; answers whether that changed anything. */
export async function saveApiEnabled(tx: Tx, organizationId: number, enabled: boolean): Promise<boolean> {
  const saved = await tx.sql
    .updateTable('organization')
    .set({ api_enabled: enabled })
    .where('id', '=', organizationId)
    .where('api_enabled', '<>', enabled)
    .executeTakeFirst()
  return saved.numUpdatedRows > 0n
}

export async function loadOrganizationBySlug(door: Door, slug: string): Promise<Organization | undefined> {
  const row = await door.sql
    .selectFrom('organization')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row && loadOrganization(door, row.id)
}

/** Holds an organization, so that two changes of its roles or teams cannot pass each other; rows that name it are not held up. */
export async function lockOrganization(tx: Tx, id: number): Promise<void> {
  await tx.sql.selectFrom('organization').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

/** The slugs in use that this one could collide with. */
export async function listSlugsLike(tx: Tx, slug: string): Promise<ReadonlySet<string>> {
  const rows = await tx.sql
    .selectFrom('organization')
    .select('slug')
    .where((where) => where.or([where('slug', '=', slug), where('slug', 'like', `${slug}-%`)]))
    .execute()
  return new Set(rows.map((row) => row.slug))
}

export async function saveOrganization(tx: Tx, organization: Organization): Promise<void> {
  const { id, name, slug, country, timeZone, locale } = organization
  await tx.sql
    .insertInto('organization')
    .values({
      ...{ id, name, slug, country, locale, time_zone: timeZone, license_count: 0 },
      search_key: searchKey(`${name} ${slug} ${id}`),
      created_at: tx.now,
    })
    .execute()
}

/** Reserves the next n places in the organization's order of licenses and answers the last of them. */
export async function takeLicensePlaces(tx: Tx, organizationId: number, count: number): Promise<number> {
  const row = await tx.sql
    .updateTable('organization')
    .set((set) => ({ license_count: set('license_count', '+', count) }))
    .where('id', '=', organizationId)
    .returning('license_count')
    .executeTakeFirstOrThrow()
  return row.license_count
}

export interface Team {
  readonly id: number
  readonly name: string
}

export async function loadTeam(
  door: Door,
  organizationId: number,
  teamId: number,
): Promise<Team | undefined> {
  if (!Number.isSafeInteger(teamId)) return undefined
  return door.sql
    .selectFrom('team')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', teamId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}

/** The organization's teams, the first one made first. */
export async function listTeams(door: Door, organizationId: number): Promise<readonly Team[]> {
  return door.sql
    .selectFrom('team')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
}

export async function saveTeam(
  tx: Tx,
  organizationId: number,
  team: Team,
  formId: string | null = null,
): Promise<void> {
  await tx.sql
    .insertInto('team')
    .values({ ...team, organization_id: organizationId, created_at: tx.now, form_id: formId })
    .execute()
}

/** Somebody to be known in an organization; the names are empty where nobody typed any. */
export interface KnownAs {
  readonly address: Address
  readonly name: string
  readonly firstName: string
  readonly lastName: string
}

/**
 * Makes everybody on the list a person of the organization and answers their ids by address key. A name already
 * known stays: the one on the list wins only where there was none.
 */
export async function ensurePeople(
  tx: Tx,
  organizationId: number,
  people: readonly KnownAs[],
): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map()
  const unique = [...new Map(people.map((one) => [one.address.key, one])).values()].sort(byKey)
  const keys = unique.map((one) => one.address.key)
  await sql`
    insert into person (organization_id, id, address, address_key, name, first_name, last_name, search_key, created_at)
    select ${organizationId}, i, a, k, n, f, l, s, ${tx.now} from unnest(
      ${unique.map(() => tx.newId.uuid())}::uuid[],
      ${unique.map((one) => one.address.typed)}::text[],
      ${keys}::text[],
      ${unique.map((one) => one.name)}::text[],
      ${unique.map((one) => one.firstName)}::text[],
      ${unique.map((one) => one.lastName)}::text[],
      ${unique.map((one) => searchKey(`${one.name} ${one.address.typed}`))}::text[]) as p (i, a, k, n, f, l, s)
    on conflict (organization_id, address_key) do update set name = excluded.name, first_name = excluded.first_name,
      last_name = excluded.last_name, search_key = excluded.search_key
    where person.name = '' and excluded.name <> ''`.execute(tx.sql)
  const known = await listByAddress(tx, organizationId, keys)
  return new Map(known.map((row) => [row.addressKey, row.personId]))
}

/** A person of an organization by what they are known under. */
export interface PersonByAddress {
  readonly personId: string
  readonly address: string
  readonly addressKey: string
  readonly name: string
}

/**
 * The people of an organization with these addresses. Each is looked up by its own: while thousands are being added no
 * statistics know of them, and looking through all of them for all addresses would be thought cheap.
 */
export async function listByAddress(
  tx: Pick<Tx, 'sql'>,
  organizationId: number,
  addressKeys: readonly string[],
): Promise<readonly PersonByAddress[]> {
  const { rows } = await sql<PersonByAddress>`
    select found.id as "personId", found.address, found.address_key as "addressKey", found.name
    from unnest(${[...addressKeys]}::text[]) as wanted (key)
    cross join lateral (select id, address, address_key, name from person
      where organization_id = ${organizationId} and address_key = wanted.key limit 1) as found`.execute(
    tx.sql,
  )
  return rows
}

/**
 * Makes somebody a person of the organization and answers the id, with what else is told of the row. The name and the
 * spelling of the address are those said last, or, where `renames` does not hold, those said first.
 */
export async function keepPerson<Told>(
  tx: Tx,
  organizationId: number,
  { address, name, firstName, lastName }: KnownAs,
  { renames, telling }: { readonly renames: RawBuilder<boolean>; readonly telling: RawBuilder<Told> },
): Promise<{ readonly personId: string } & Told> {
  const saidLast = ['address', 'name', 'first_name', 'last_name', 'search_key'].map(
    (column) => sql`${sql.ref(column)} = case when known.name = '' or ${renames}
      then ${sql.ref(`excluded.${column}`)} else ${sql.ref(`known.${column}`)} end`,
  )
  const { rows } = await sql<{ readonly personId: string } & Told>`
    insert into person as known (organization_id, id, address, address_key, name, first_name, last_name, search_key, created_at)
    values (${organizationId}, ${tx.newId.uuid()}, ${address.typed}, ${address.key}, ${name}, ${firstName}, ${lastName},
      ${searchKey(`${name} ${address.typed}`)}, ${tx.now})
    on conflict (organization_id, address_key) do update set ${sql.join(saidLast)}
    returning known.id as "personId", ${telling}`.execute(tx.sql)
  const [row] = rows
  if (!row) throw new Error('the person was not kept')
  return row
}

/** One order for everybody, so that two lists with the same people never wait for each other in a circle. */
function byKey(one: KnownAs, other: KnownAs): number {
  return one.address.key < other.address.key ? -1 : 1
}

function pickNames(row: { id: number; name: string; slug: string; country: string; locale: string }) {
  const { id, name, slug, country, locale } = row
  return { id, name, slug, country, locale }
}
