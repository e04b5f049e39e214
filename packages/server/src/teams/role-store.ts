import { isUuid } from '@claviger/core/kernel/ids'
import type { Grant } from '@claviger/core/teams/actor'
import { lets, type Permission, type Role } from '@claviger/core/teams/permissions'
import { type RawBuilder, sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

type Door = Tx | Read

/** A role somebody has, or was offered. */
export interface RoleGrant {
  readonly id: string
  readonly organizationId: number
  readonly teamId: number | null
  readonly role: Role
  readonly personId: string
  readonly address: string
  readonly addressKey: string
  readonly name: string
  readonly grantedBy: string
  /** Whose rights the offer rests on; nothing when it came with a purchase. */
  readonly granterKey: string | null
  readonly grantedAt: Date
  readonly acceptedAt: Date | null
}

export interface NewRoleGrant {
  readonly id: string
  readonly organizationId: number
  readonly teamId: number | null
  readonly role: Role
  readonly personId: string
  readonly grantedBy: string
  readonly granterKey: string | null
  readonly acceptedAt: Date | null
}

/** Offers a role. Answers whether it is new: a role somebody has, or was offered, stays as it is. */
export async function saveGrant(tx: Tx, grant: NewRoleGrant): Promise<boolean> {
  const saved = await tx.sql
    .insertInto('role_grant')
    .values({
      organization_id: grant.organizationId,
      id: grant.id,
      person_id: grant.personId,
      team_id: grant.teamId,
      role: grant.role,
      granted_at: tx.now,
      granted_by: grant.grantedBy,
      granter_key: grant.granterKey,
      accepted_at: grant.acceptedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (saved.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** One role of an organization, held until the transaction ends. */
export async function lockGrant(tx: Tx, organizationId: number, id: string): Promise<RoleGrant | undefined> {
  if (!isUuid(id) || !Number.isSafeInteger(organizationId)) return undefined
  const row = await grants(tx)
    .where('role_grant.organization_id', '=', organizationId)
    .where('role_grant.id', '=', id)
    .forUpdate('role_grant')
    .executeTakeFirst()
  return row && toGrant(row)
}

/** The role a person has in this place, whether accepted or only offered. */
export async function loadGrantOf(
  door: Door,
  place: Pick<NewRoleGrant, 'organizationId' | 'teamId' | 'role' | 'personId'>,
): Promise<RoleGrant | undefined> {
  const row = await grants(door)
    .where('role_grant.organization_id', '=', place.organizationId)
    .where('role_grant.person_id', '=', place.personId)
    .where('role_grant.role', '=', place.role)
    .where('role_grant.team_id', 'is not distinct from', place.teamId)
    .executeTakeFirst()
  return row && toGrant(row)
}

/** Every role of an organization, the oldest first. */
export async function listGrants(door: Door, organizationId: number): Promise<readonly RoleGrant[]> {
  const rows = await grants(door)
    .where('role_grant.organization_id', '=', organizationId)
    .orderBy('role_grant.granted_at')
    .orderBy('role_grant.id')
    .execute()
  return rows.map(toGrant)
}

/** The accepted roles that let their bearers do this in the organization, or in the one team named; each address once. */
export async function listAllowed(
  door: Door,
  permission: Permission,
  organizationId: number,
  teamId?: number,
): Promise<readonly RoleGrant[]> {
  const grants = (await listGrants(door, organizationId)).filter(
    (grant) => grant.acceptedAt !== null && lets(grant, permission, organizationId, teamId),
  )
  return [...new Map(grants.map((grant) => [grant.addressKey, grant])).values()]
}

/** What the owner of an address may do in an organization at this moment. */
export async function loadAcceptedGrants(
  door: Door,
  organizationId: number,
  addressKey: string,
): Promise<readonly Grant[]> {
  const rows = await grants(door)
    .where('role_grant.organization_id', '=', organizationId)
    .where('person.address_key', '=', addressKey)
    .where('role_grant.accepted_at', 'is not', null)
    .execute()
  return rows.map(toGrant)
}

/** The address a person of the organization is known by. */
export async function loadAddressKey(
  door: Door,
  organizationId: number,
  personId: string,
): Promise<string | null> {
  const row = await door.sql
    .selectFrom('person')
    .select('address_key')
    .where('organization_id', '=', organizationId)
    .where('id', '=', personId)
    .executeTakeFirst()
  return row?.address_key ?? null
}

/** How many people run the organization; hold the organization first when the answer decides something. */
export async function countAdministrators(door: Door, organizationId: number): Promise<number> {
  const row = await door.sql
    .selectFrom('role_grant')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('role', '=', 'administrator')
    .where('accepted_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return row.count
}

export async function saveAcceptance(tx: Tx, organizationId: number, id: string): Promise<void> {
  await tx.sql
    .updateTable('role_grant')
    .set({ accepted_at: tx.now })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

export async function deleteGrant(tx: Tx, organizationId: number, id: string): Promise<void> {
  await tx.sql
    .deleteFrom('role_grant')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

function grants(door: Door) {
  return door.sql
    .selectFrom('role_grant')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organization_id', '=', 'role_grant.organization_id')
        .onRef('person.id', '=', 'role_grant.person_id'),
    )
    .select([
      'role_grant.id',
      'role_grant.organization_id',
      'role_grant.team_id',
      'role_grant.role',
      'role_grant.person_id',
      'role_grant.granted_by',
      'role_grant.granter_key',
      'role_grant.granted_at',
      'role_grant.accepted_at',
      'person.address',
      'person.address_key',
      'person.name',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof grants>['execute']>>[number]

function toGrant(row: Row): RoleGrant {
  return {
    id: row.id,
    organizationId: row.organization_id,
    teamId: row.team_id,
    role: row.role,
    personId: row.person_id,
    address: row.address,
    addressKey: row.address_key,
    name: row.name,
    grantedBy: row.granted_by,
    granterKey: row.granter_key,
    grantedAt: row.granted_at,
    acceptedAt: row.accepted_at,
  }
}

/** Ends every role of these addresses, in whatever organization. */
export async function deleteGrantsOf(tx: Tx, addressKeys: readonly string[]): Promise<void> {
  await sql`delete from role_grant using person
    where person.organization_id = role_grant.organization_id and person.id = role_grant.person_id
      and person.address_key = any(${[...addressKeys]}::text[])`.execute(tx.sql)
}

/** Whom to ask for a license, by organization. */
export interface WhomToAsk {
  readonly organization: string
  readonly administrators: readonly string[]
}

/** Who runs the organizations that know these addresses. */
export async function loadWhomToAsk(
  read: Pick<Read, 'sql'>,
  addressKeys: readonly string[],
): Promise<WhomToAsk[]> {
  const { rows } = await sql<{ organization: string; administrators: string[] }>`
    select organization.name as organization,
      array_agg(distinct coalesce(nullif(administrator.name, ''), administrator.address)) as administrators
    from person
    join organization on organization.id = person.organization_id
    join role_grant on role_grant.organization_id = person.organization_id and role_grant.role = 'administrator'
      and role_grant.accepted_at is not null
    join person administrator on administrator.organization_id = role_grant.organization_id
      and administrator.id = role_grant.person_id
    where person.address_key = any(${[...addressKeys]}::text[])
    group by organization.id order by organization.name`.execute(read.sql)
  return rows
}

/** Ends every role in a team that ends. */
export async function deleteGrantsOfTeam(tx: Tx, organizationId: number, teamId: number): Promise<void> {
  await tx.sql
    .deleteFrom('role_grant')
    .where('organization_id', '=', organizationId)
    .where('team_id', '=', teamId)
    .execute()
}

/**
 * Gives the people of one team their roles in another. Where somebody has the role in both, it stays once: accepted, if
 * either is.
 */
export async function moveGrants(
  tx: Tx,
  organizationId: number,
  teamId: number,
  intoTeamId: number,
): Promise<void> {
  const twice = (loser: number, keeper: number, when: RawBuilder<unknown>) =>
    sql`delete from role_grant as loser
    using role_grant as keeper
    where loser.organization_id = ${organizationId} and loser.team_id = ${loser} and ${when}
      and keeper.organization_id = loser.organization_id and keeper.team_id = ${keeper}
      and keeper.person_id = loser.person_id and keeper.role = loser.role`.execute(tx.sql)
  await twice(intoTeamId, teamId, sql`loser.accepted_at is null and keeper.accepted_at is not null`)
  await twice(teamId, intoTeamId, sql`true`)
  await tx.sql
    .updateTable('role_grant')
    .set({ team_id: intoTeamId })
    .where('organization_id', '=', organizationId)
    .where('team_id', '=', teamId)
    .execute()
}
