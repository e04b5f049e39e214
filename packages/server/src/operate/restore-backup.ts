import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from '../db/connect.ts'
import { appliedMigrations, migrate, migrations } from '../db/migrate.ts'
import {
  type BackupHeader,
  type BackupSum,
  type BackupTable,
  CannotRestore,
  damaged,
  type Frame,
  readBackup,
} from './backup-file.ts'
import { listTables, quoted } from './backup-tables.ts'

/** Fills an empty database from a backup, wholly or not at all, and then brings its schema up to date. */
export async function restoreBackup(database: Database, file: string, holder: string): Promise<BackupSum> {
  const { header, sum } = await checkBackup(file)
  await prepare(database, header, file, holder)
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    await load(client, file)
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
  await migrate(database.db, holder)
  return sum
}

/** Reads a whole backup without changing anything; fails if it is damaged or not for this Claviger. */
export async function checkBackup(file: string): Promise<{ header: BackupHeader; sum: BackupSum }> {
  let header: BackupHeader | undefined
  let sum: BackupSum | undefined
  for await (const frame of readBackup(file)) {
    if (frame.kind === 'header') header = knownHere(frame.header, file)
    if (frame.kind === 'end') sum = frame.sum
  }
  if (!header || !sum) throw damaged(file, 'its beginning is missing')
  return { header, sum }
}

function knownHere(header: BackupHeader, file: string): BackupHeader {
  const known = new Set<string>(migrations.map(({ name }) => name))
  const unknown = header.migrations.filter((name) => !known.has(name))
  if (unknown.length === 0) return header
  throw new CannotRestore('newer', `${file} was made by a newer Claviger. Restore it with that version.`)
}

/** Makes the schema the one of the backup; a database with anything in it is left alone. */
async function prepare(
  database: Database,
  header: BackupHeader,
  file: string,
  holder: string,
): Promise<void> {
  const have = await appliedMigrations(database.db)
  if (have.length === 0) {
    await refuseFilled(database.pool)
    await migrate(database.db, holder, header.migrations.at(-1))
    return emptyNew(database.pool)
  }
  await refuseFilled(database.pool)
  if (have.join() === header.migrations.join()) return
  throw new CannotRestore(
    'other_version',
    `The database's schema is of another version than ${file}. Restore into a database without any tables.`,
  )
}

async function refuseFilled(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    for (const { name } of await listTables(client)) {
      const { rowCount } = await client.query(`select from ${quoted(name)} limit 1`)
      if (rowCount !== 0) {
        throw new CannotRestore(
          'not_empty',
          `The database is not empty: there are rows in "${name}". Restore into an empty one, with another DATA_DIR or DATABASE_URL.`,
        )
      }
    }
  } finally {
    client.release()
  }
}

/** Migrations may bring first rows of their own; the backup has them too. */
async function emptyNew(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    for (const { name } of (await listTables(client)).reverse())
      await client.query(`delete from ${quoted(name)}`)
  } finally {
    client.release()
  }
}

async function load(client: pg.ClientBase, file: string): Promise<void> {
  const frames = readBackup(file)
  try {
    for (let next = await frames.next(); !next.done; next = await frames.next()) {
      if (next.value.kind === 'table') await loadTable(client, next.value.table, frames, file)
    }
  } finally {
    await frames.return(undefined)
  }
}

async function loadTable(
  client: pg.ClientBase,
  table: BackupTable,
  frames: AsyncGenerator<Frame>,
  file: string,
) {
  const target = client.query(
    copyFrom(`copy ${quoted(table.name)} (${table.columns.map(quoted).join()}) from stdin`),
  )
  let expected: number | undefined
  await pipeline(
    Readable.from(
      rowsUntilEnd(frames, (rows) => {
        expected = rows
      }),
      { objectMode: false },
    ),
    target,
  )
  if (target.rowCount !== expected)
    throw damaged(file, `"${table.name}" has ${target.rowCount} rows, not ${expected}`)
}

/** The rows of one table; leaves the frames open behind its end. */
async function* rowsUntilEnd(
  frames: AsyncGenerator<Frame>,
  ended: (rows: number) => void,
): AsyncGenerator<Buffer> {
  for (let next = await frames.next(); !next.done; next = await frames.next()) {
    if (next.value.kind === 'table_end') return ended(next.value.sum.rows)
    if (next.value.kind === 'rows') yield next.value.bytes
  }
}
