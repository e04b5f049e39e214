import { searchKey } from '@claviger/core/kernel/text'
import type { Role } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import type { Organization } from './store.ts'

export interface MovedOrganization extends Organization {
  readonly codePolicy: 'letter' | 'page' | 'ask'
  readonly apiEnabled: boolean
}

/** Saves an organization under the number it brings along. */
export async function saveMovedOrganization(tx: Tx, organization: MovedOrganization): Promise<void> {
  const { id, name, slug, country, timeZone, locale, codePolicy, apiEnabled } = organization
  await tx.sql
    .insertInto('organization')
    .values({
      ...{ id, name, slug, country, locale, time_zone: timeZone, license_count: 0 },
      ...{ code_policy: codePolicy, api_enabled: apiEnabled, created_at: tx.now },
      search_key: searchKey(`${name} ${slug} ${id}`),
    })
    .execute()
}

/** Pushes a series beyond a number that was not drawn from it, so that it is not drawn later. */
export async function pushSeries(tx: Tx, name: string, value: number): Promise<void> {
  await sql`insert into counter (name, value) values (${name}, ${value})
    on conflict (name) do update set value = greatest(counter.value, excluded.value)`.execute(tx.sql)
}

export interface MovedTeam {
  readonly id: number
  readonly name: string
  readonly endedAt: Date | null
}

/** Every team of an organization, ended ones too. */
export async function listAllTeams(tx: Tx, organizationId: number): Promise<readonly MovedTeam[]> {
  const rows = await tx.sql
    .selectFrom('team')
    .select(['id', 'name', 'ended_at as endedAt'])
    .where('organization_id', '=', organizationId)
    .execute()
  return rows
}

/** Saves teams under the numbers they bring along: one statement, however many. */
export async function saveMovedTeams(
  tx: Tx,
  organizationId: number,
  teams: readonly MovedTeam[],
): Promise<void> {
  if (teams.length === 0) return
  await sql`insert into team (organization_id, id, name, created_at, ended_at)
    select ${organizationId}, i, n, least(${tx.now}, e), e from unnest(${teams.map(({ id }) => id)}::bigint[],
      ${teams.map(({ name }) => name)}::text[], ${teams.map(({ endedAt }) => endedAt)}::timestamptz[]) as t (i, n, e)`.execute(
    tx.sql,
  )
}

/** The people of an organization behind these addresses, by address key. */
export async function listPersonIds(
  tx: Tx,
  organizationId: number,
  addressKeys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.sql
    .selectFrom('person')
    .select(['id', 'address_key'])
    .where('organization_id', '=', organizationId)
    .where('address_key', '=', sql<string>`any(${[...addressKeys]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.address_key, row.id]))
}

export interface MovedRole {
  readonly personId: string
  readonly role: Role
  readonly teamId: number | null
}

/** Saves roles that hold at once: one statement, however many. */
export async function saveMovedRoles(
  tx: Tx,
  organizationId: number,
  roles: readonly MovedRole[],
  by: string,
): Promise<void> {
  if (roles.length === 0) return
  await sql`insert into role_grant (organization_id, id, person_id, team_id, role, granted_at, granted_by, accepted_at)
    select ${organizationId}, i, p, t, r, ${tx.now}, ${by}, ${tx.now} from unnest(
      ${roles.map(() => tx.newId.uuid())}::uuid[], ${roles.map(({ personId }) => personId)}::uuid[],
      ${roles.map(({ teamId }) => teamId)}::bigint[], ${roles.map(({ role }) => role)}::text[]) as g (i, p, t, r)`.execute(
    tx.sql,
  )
}
