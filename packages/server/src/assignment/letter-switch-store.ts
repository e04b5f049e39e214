import type { SwitchKind } from '@claviger/core/assignment/letter-kinds'
import { type RawBuilder, sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

/** Whether this kind of letter is sent in the organization, and to this person of it. Absent switches are on. */
export async function isOn(
  { sql: door }: Pick<Read, 'sql'>,
  organizationId: number,
  kind: SwitchKind,
  personId?: string,
): Promise<boolean> {
  const on = isLetterOn(kind, sql`${organizationId}::bigint`, sql`${personId ?? null}::uuid`)
  const { rows } = await sql<{ on: boolean }>`select ${on} as on`.execute(door)
  return rows[0]?.on ?? true
}

/** Those of these people to whom this kind of letter is not sent: all of them where the organization has switched it off. */
export async function switchedOff(
  { sql: door }: Pick<Read, 'sql'>,
  organizationId: number,
  kind: SwitchKind,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const on = isLetterOn(kind, sql`${organizationId}::bigint`, sql.ref('asked.id'))
  const { rows } = await sql<{
    id: string
  }>`select asked.id from unnest(${[...personIds]}::uuid[]) as asked (id)
    where not ${on}`.execute(door)
  return new Set(rows.map((row) => row.id))
}

/** The same as a condition of a query; without a person, whether the organization sends this kind at all. */
export function isLetterOn(
  kind: SwitchKind,
  organizationId: RawBuilder<unknown>,
  personId: RawBuilder<unknown> = sql`null::uuid`,
): RawBuilder<boolean> {
  return sql<boolean>`not exists (select 1 from letter_switch as switch
    where switch.organization_id = ${organizationId} and switch.kind = ${kind} and not switch.enabled
      and (switch.person_id is null or switch.person_id = ${personId}))`
}

/** A switch as it stands; without a person, the organization's. */
export interface LetterSwitch {
  readonly kind: string
  readonly personId: string | null
  readonly enabled: boolean
  readonly changedBy: string
  readonly changedAt: Date
}

/** The organization's switches and those of these people, as far as somebody has touched them. */
export async function listSwitches(
  { sql: door }: Pick<Read, 'sql'>,
  organizationId: number,
  personIds: readonly string[],
): Promise<readonly LetterSwitch[]> {
  const { rows } =
    await sql<LetterSwitch>`select kind, person_id as "personId", enabled, changed_by as "changedBy",
      changed_at as "changedAt" from letter_switch
    where organization_id = ${organizationId} and (person_id is null or person_id = any(${[...personIds]}::uuid[]))
    order by changed_at`.execute(door)
  return rows
}

/** Sets a switch for the organization, or for each of these people. */
export async function saveSwitch(
  tx: Tx,
  organizationId: number,
  { kind, enabled, by }: { readonly kind: SwitchKind; readonly enabled: boolean; readonly by: string },
  personIds: readonly (string | null)[],
): Promise<void> {
  await sql`insert into letter_switch (organization_id, kind, person_id, enabled, changed_by, changed_at)
    select ${organizationId}, ${kind}, p, ${enabled}, ${by}, ${tx.now} from unnest(${[...personIds]}::uuid[]) as e (p)
    on conflict (organization_id, kind, person_id)
    do update set enabled = excluded.enabled, changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(
    tx.sql,
  )
}
