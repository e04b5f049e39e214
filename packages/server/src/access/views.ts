import type { AccountActor, Grant, OwnAddress } from '@claviger/core/teams/actor'
import type { StaffRole } from '@claviger/core/teams/permissions'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import { type Device, deviceOf } from './device.ts'
import type { Locale, Theme } from './profile.ts'

/** Somebody signed in, and how they want their pages. */
export interface KnownVisitor {
  readonly actor: AccountActor
  readonly locale: Locale | null
  readonly theme: Theme | null
  /** When the session was noted as used. */
  readonly usedAt: Date
}

interface SessionRow {
  readonly used_at: Date
  readonly session_id: string
}

interface VisitorRow {
  readonly account_id: string
  readonly name: string
  readonly addresses: readonly OwnAddress[]
  readonly grants: readonly Grant[]
  readonly staff: StaffRole | null
  readonly locale: Locale | null
  readonly theme: Theme | null
}

/** An account with its proved addresses and every role they have at this moment. */
const accountColumns = sql`a.id as account_id, a.name, a.locale, a.theme,
  coalesce((select json_agg(json_build_object('key', v.address_key, 'address', v.address) order by v.verified_at)
    from verified_address v where v.account_id = a.id), '[]') as addresses,
  coalesce((select json_agg(json_build_object('organizationId', g.organization_id, 'teamId', g.team_id,
      'personId', g.person_id, 'role', g.role))
    from verified_address v
    join person p on p.address_key = v.address_key
    join role_grant g on g.organization_id = p.organization_id and g.person_id = p.id
    where v.account_id = a.id and g.accepted_at is not null), '[]') as grants,
  (select f.role from verified_address v join staff f on f.address_key = v.address_key
    where v.account_id = a.id order by f.role = 'owner' desc limit 1) as staff`

/**
 * Finds who a living session belongs to, with every right they have at this moment: one statement, no cache, so that
 * an ended session or a role taken back counts at once.
 */
export async function visitorBySession(
  db: Kysely<Schema>,
  sessionHash: string,
): Promise<KnownVisitor | null> {
  const found = await sql<VisitorRow & SessionRow>`
    select ${accountColumns}, s.id as session_id, s.updated_at as used_at
    from session s join account a on a.id = s.account_id
    where s.token = ${sessionHash} and s.expires_at > ${new Date()}`.execute(db)
  const row = found.rows[0]
  return row
    ? { actor: actorOf(row, row.session_id), locale: row.locale, theme: row.theme, usedAt: row.used_at }
    : null
}

/** The person of an account with every right of this moment, for what goes on while they are not there. */
export async function actorOfAccount(
  db: Kysely<Schema>,
  accountId: string,
): Promise<AccountActor | undefined> {
  const found =
    await sql<VisitorRow>`select ${accountColumns} from account a where a.id = ${accountId}`.execute(db)
  const row = found.rows[0]
  return row && actorOf(row, '')
}

function actorOf(row: VisitorRow, sessionId: string): AccountActor {
  return {
    kind: 'account',
    accountId: row.account_id,
    sessionId,
    name: row.name || (row.addresses[0]?.address ?? ''),
    addresses: row.addresses,
    grants: row.grants,
    staff: row.staff,
    via: 'page',
  }
}

/** One place where somebody is signed in. */
export interface SessionPlace extends Device {
  readonly id: string
  readonly since: Date
  /** To the hour: using a session is noted at most that often. */
  readonly usedAt: Date
  readonly current: boolean
}

/** Lists where this person is signed in, this browser first. */
export async function sessionsOf(db: Kysely<Schema>, actor: AccountActor): Promise<readonly SessionPlace[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'user_agent', 'created_at', 'updated_at'])
    .where('account_id', '=', actor.accountId)
    .where('expires_at', '>', new Date())
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute()
  const places = rows.map((row) => ({
    id: row.id,
    since: row.created_at,
    usedAt: row.updated_at,
    current: row.id === actor.sessionId,
    ...deviceOf(row.user_agent),
  }))
  return [...places.filter((place) => place.current), ...places.filter((place) => !place.current)]
}
