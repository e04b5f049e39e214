import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

/** What is in a team and goes along when it is merged into another. */
export interface TeamBelongings {
  readonly licenses: number
  /** Licenses somebody holds. */
  readonly held: number
  /** Links people can still open. */
  readonly links: number
  readonly endedLinks: number
  /** Questions for a license that wait for an answer. */
  readonly requests: number
  /** Orders whose licenses are to go there. */
  readonly orders: number
  /** People with a role in the team, or who were offered one. */
  readonly roles: number
  /** API tokens of this team that still open something. */
  readonly tokens: number
}

/** Counts what is in a team, in one statement. */
export async function countContents(
  door: Tx | Read,
  organizationId: number,
  teamId: number,
): Promise<TeamBelongings> {
  const of = sql`organization_id = ${organizationId} and team_id = ${teamId}`
  const lives = sql`(ends_on is null or ends_on >= (${door.now}::timestamptz at time zone (select time_zone from organization
    where id = ${organizationId}))::date)`
  const { rows } = await sql<TeamBelongings>`select
    (select coalesce(sum(total), 0)::bigint from pool where ${of}) as licenses,
    (select coalesce(sum(invited + connected), 0)::bigint from pool where ${of}) as held,
    (select count(*) from invitation where ${of} and ${lives}) as links,
    (select count(*) from invitation where ${of} and not ${lives}) as "endedLinks",
    (select count(*) from license_request where ${of} and state = 'open') as requests,
    (select count(*) from customer_order where ${of} and state = 'waiting') as orders,
    (select count(distinct person_id) from role_grant where ${of}) as roles,
    (select count(*) from api_token where ${of} and revoked_at is null) as tokens`.execute(door.sql)
  const [contents] = rows
  if (!contents) throw new Error('nothing was counted')
  return contents
}
