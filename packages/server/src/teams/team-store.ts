import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'
import type { Team } from './store.ts'

type Door = Tx | Read

/**
 * Loads a team that something is about to be put into, and keeps it from ending until this transaction is over; several
 * may put things into it at once.
 */
export async function holdTeam(tx: Tx, organizationId: number, teamId: number): Promise<Team | undefined> {
  return living(tx, organizationId, teamId).forKeyShare().executeTakeFirst()
}

/** The same for several teams at once; those that have ended are passed over. */
export async function holdTeams(tx: Tx, organizationId: number, teamIds: readonly number[]): Promise<void> {
  await tx.sql
    .selectFrom('team')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<number>`any(${[...teamIds]}::bigint[])`)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forKeyShare()
    .execute()
}

/** Loads a team that is about to change or end, once everybody who puts something into it is done. */
export async function lockTeam(tx: Tx, organizationId: number, teamId: number): Promise<Team | undefined> {
  return living(tx, organizationId, teamId).forUpdate().executeTakeFirst()
}

/** A team by its number, also one that has ended. */
export async function loadTeamEver(
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
    .executeTakeFirst()
}

/** The team this form made before, should it come a second time. */
export async function loadTeamOfForm(
  tx: Tx,
  organizationId: number,
  formId: string,
): Promise<Team | undefined> {
  return tx.sql
    .selectFrom('team')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('form_id', '=', formId)
    .executeTakeFirst()
}

/** The living team that has what this ended one had, after however many merges. */
export async function loadSuccessor(
  door: Door,
  organizationId: number,
  teamId: number,
): Promise<Team | undefined> {
  if (!Number.isSafeInteger(teamId)) return undefined
  return door.sql
    .selectFrom('team as ended')
    .innerJoin('team', (join) =>
      join
        .onRef('team.organization_id', '=', 'ended.organization_id')
        .onRef('team.id', '=', 'ended.merged_into'),
    )
    .select(['team.id', 'team.name'])
    .where('ended.organization_id', '=', organizationId)
    .where('ended.id', '=', teamId)
    .where('team.ended_at', 'is', null)
    .executeTakeFirst()
}

export async function saveTeamName(tx: Tx, organizationId: number, team: Team): Promise<void> {
  await tx.sql
    .updateTable('team')
    .set({ name: team.name })
    .where('organization_id', '=', organizationId)
    .where('id', '=', team.id)
    .execute()
}

/** Ends a team; its row stays, because what happened in it names it. What was merged into it before is where it is now. */
export async function endTeam(
  tx: Tx,
  organizationId: number,
  teamId: number,
  mergedInto: number | null,
): Promise<void> {
  await sql`update team set ended_at = coalesce(ended_at, ${tx.now}), merged_into = ${mergedInto}
    where organization_id = ${organizationId} and (id = ${teamId} or merged_into = ${teamId})`.execute(tx.sql)
}

function living(tx: Tx, organizationId: number, teamId: number) {
  return tx.sql
    .selectFrom('team')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', Number.isSafeInteger(teamId) ? teamId : 0)
    .where('ended_at', 'is', null)
}
