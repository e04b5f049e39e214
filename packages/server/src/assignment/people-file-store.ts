import { isUuid } from '@claviger/core/kernel/ids'
import { type Kysely, sql } from 'kysely'
import { daysBefore } from '../db/days-before.ts'
import type { Schema } from '../db/schema.ts'
import type { Read, Tx } from '../db/unit-of-work.ts'

/** Whose file, and on whose pages it was begun. */
export interface PeopleFilePlace {
  readonly organizationId: number
  /** The one team whose pages it was begun on; null on the organization's own. */
  readonly teamId: number | null
  readonly owner: string
}

export interface PeopleFileKey extends PeopleFilePlace {
  readonly id: string
}

export interface NewPeopleFile extends PeopleFileKey {
  readonly name: string
  readonly content: Uint8Array
}

/** A kept file without its bytes. */
export interface PeopleFileEntry {
  readonly id: string
  readonly name: string
  readonly madeAt: Date
}

export interface KeptPeopleFile extends PeopleFileEntry {
  readonly content: Uint8Array
  /** As its owner's pages wrote them. */
  readonly reading: unknown
  readonly fixes: unknown
}

/** How long a file waits to be handed out. */
export const peopleFileDays = 7

/** How many files of one person wait at most; the oldest gives way to a new one. */
const mostKept = 10

/** Keeps a file; sent twice under one id it is kept once. */
export async function savePeopleFile(tx: Tx, file: NewPeopleFile): Promise<void> {
  const { organizationId, teamId, owner, id, name, content } = file
  await tx.sql
    .insertInto('people_file')
    .values({
      ...{ organization_id: organizationId, id, owner, team_id: teamId, name },
      ...{ content: Buffer.from(content), reading: '{}', fixes: '{}', made_at: tx.now },
    })
    .onConflict((conflict) => conflict.columns(['organization_id', 'id']).doNothing())
    .execute()
  // The new one stays, also among files of the same moment.
  await sql`delete from people_file where organization_id = ${organizationId} and owner = ${owner} and id in (
    select id from people_file where organization_id = ${organizationId} and owner = ${owner} and id <> ${id}
    order by made_at desc, id offset ${mostKept - 1})`.execute(tx.sql)
}

/** The file under this key; nothing when it is somebody else's, or gone. */
export async function loadPeopleFile(
  { sql: door }: Pick<Tx | Read, 'sql'>,
  key: PeopleFileKey,
): Promise<KeptPeopleFile | null> {
  if (!isUuid(key.id)) return null
  const row = await ofPlace(door, key)
    .select(['id', 'name', 'content', 'reading', 'fixes', 'made_at'])
    .where('id', '=', key.id)
    .executeTakeFirst()
  if (!row) return null
  const { id, name, content, reading, fixes } = row
  return { id, name, content, reading, fixes, madeAt: row.made_at }
}

/** Keeps everybody else from the file until the end; answers whether it is there. */
export async function lockPeopleFile(tx: Tx, key: PeopleFileKey): Promise<boolean> {
  if (!isUuid(key.id)) return false
  const row = await ofPlace(tx.sql, key).select('id').where('id', '=', key.id).forUpdate().executeTakeFirst()
  return row !== undefined
}

/** The files somebody has begun here, newest first. */
export async function listPeopleFiles(read: Read, place: PeopleFilePlace): Promise<PeopleFileEntry[]> {
  const rows = await ofPlace(read.sql, place)
    .select(['id', 'name', 'made_at'])
    .orderBy('made_at', 'desc')
    .execute()
  return rows.map(({ id, name, made_at }) => ({ id, name, madeAt: made_at }))
}

/** Keeps how a file is to be read, and what was put right in it. */
export async function savePeopleFileState(
  tx: Tx,
  { organizationId, id }: PeopleFileKey,
  state: { readonly reading?: unknown; readonly fixes?: unknown },
): Promise<void> {
  const { reading, fixes } = state
  if (reading === undefined && fixes === undefined) return
  await tx.sql
    .updateTable('people_file')
    .set({
      ...(reading !== undefined && { reading: JSON.stringify(reading) }),
      ...(fixes !== undefined && { fixes: JSON.stringify(fixes) }),
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
}

/** Forgets a file. */
export async function deletePeopleFile(tx: Tx, { organizationId, id, owner }: PeopleFileKey): Promise<void> {
  await tx.sql
    .deleteFrom('people_file')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('owner', '=', owner)
    .execute()
}

/** Forgets the files nobody has handed out in time. */
export async function sweepPeopleFiles(db: Kysely<Schema>, now: Date): Promise<void> {
  const oldest = daysBefore(now, peopleFileDays)
  await db.deleteFrom('people_file').where('made_at', '<', oldest).execute()
}

function ofPlace(door: Kysely<Schema>, { organizationId, teamId, owner }: PeopleFilePlace) {
  return door
    .selectFrom('people_file')
    .where('organization_id', '=', organizationId)
    .where('owner', '=', owner)
    .where('team_id', teamId === null ? 'is' : '=', teamId)
}
