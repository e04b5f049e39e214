import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Database } from '../db/connect.ts'
import { appliedMigrations } from '../db/migrate.ts'
import { type BackupSum, type BackupTable, backupFormat, type Frame, frameBytes } from './backup-file.ts'
import { listTables, quoted } from './backup-tables.ts'

/** Writes everything the database holds at one moment into a new file, which appears only when it is whole. */
export async function writeBackup(database: Database, file: string, now: Date): Promise<BackupSum> {
  if (await exists(file)) throw new Error(`${file} exists already. Choose another name, or remove it first.`)
  const half = `${file}.${randomUUID()}.part`
  const client = await database.pool.connect()
  let sum: BackupSum | undefined
  try {
    const header = { claviger: 'backup' as const, format: backupFormat, takenAt: now.toISOString() }
    const migrations = await appliedMigrations(database.db)
    await client.query('begin isolation level repeatable read read only')
    const frames = checked({ kind: 'header', header: { ...header, migrations } }, client, (total) => {
      sum = total
    })
    const target = createWriteStream(half, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(frames), createGzip({ level: 6 }), target)
    await client.query('commit')
    client.release()
    await rename(half, file)
  } catch (error) {
    client.release(true)
    await rm(half, { force: true })
    throw error
  }
  if (!sum) throw new Error('a backup ended without its sum')
  return sum
}

/** All frames as bytes, closed by the hash of every byte before. */
async function* checked(header: Frame, client: pg.ClientBase, done: (sum: BackupSum) => void) {
  const whole = createHash('sha256')
  const total = { tables: 0, rows: 0 }
  for await (const frame of frames(header, client)) {
    if (frame.kind === 'table_end') {
      total.tables += 1
      total.rows += frame.sum.rows
    }
    for (const bytes of frameBytes(frame)) {
      whole.update(bytes)
      yield bytes
    }
  }
  const sum = { ...total, sha256: whole.digest('hex') }
  yield* frameBytes({ kind: 'end', sum })
  done(sum)
}

async function* frames(header: Frame, client: pg.ClientBase): AsyncGenerator<Frame> {
  yield header
  for (const table of await listTables(client)) yield* tableFrames(client, table)
}

async function* tableFrames(client: pg.ClientBase, table: BackupTable): AsyncGenerator<Frame> {
  yield { kind: 'table', table }
  const hash = createHash('sha256')
  const rows = client.query(
    copyTo(`copy ${quoted(table.name)} (${table.columns.map(quoted).join()}) to stdout`),
  )
  for await (const bytes of rows as AsyncIterable<Buffer>) {
    hash.update(bytes)
    yield { kind: 'rows', bytes }
  }
  yield { kind: 'table_end', sum: { rows: rows.rowCount, sha256: hash.digest('hex') } }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
