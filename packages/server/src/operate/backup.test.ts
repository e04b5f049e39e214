import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { connect, type Database } from '../db/connect.ts'
import { openEmbedded } from '../db/embedded.ts'
import { appliedMigrations, migrate, migrations } from '../db/migrate.ts'
import { emptyDatabase, freshDatabase, type TestDatabase } from '../testing/database.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const folder = mkdtempSync(join(tmpdir(), 'claviger-backup-'))
chmodSync(folder, 0o711)
const cleanUp: (() => Promise<void>)[] = []
let files = 0

afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const newFile = () => join(folder, `backup-${++files}`)

async function use(made: Promise<TestDatabase>): Promise<Database> {
  const test = await made
  const database = connect(test.connection, () => {})
  cleanUp.push(test.drop, database.close)
  return database
}

const oddNames = ['Harrow & Vale', 'a\tb\\n\\.\n"c"', '\\N', '', 'Ωmega 🔑 ẞ', 'e\u0301\u200b', '\u{10ffff}']

async function fill(database: Database): Promise<void> {
  await database.pool.query(
    `insert into organization (id, name, slug, country, time_zone, locale, search_key, created_at)
     select n, name, 'org-' || n, 'AT', 'Europe/Vienna', 'de', name, '2025-02-28T23:59:59.123456Z'
       from unnest($1::text[]) with ordinality as t (name, n)`,
    [oddNames],
  )
  await database.pool.query(
    `insert into team (organization_id, id, name, created_at) select id, 100 + id, name, now() from organization`,
  )
}

async function contents(database: Database, table: string): Promise<unknown[]> {
  const { rows } = await database.pool.query(`select t::text from ${table} t order by t::text`)
  return rows
}

async function backupOf(database: Database): Promise<string> {
  const file = newFile()
  await writeBackup(database, file, new Date('2026-11-25T03:00:00Z'))
  return file
}

async function filledBackup(): Promise<string> {
  const source = await use(freshDatabase())
  await fill(source)
  return backupOf(source)
}

describe('a backup', () => {
  test('restored into a database without tables gives the same content and the newest schema', async () => {
    const source = await use(freshDatabase())
    await fill(source)
    const target = await use(emptyDatabase())
    const sum = await restoreBackup(target, await backupOf(source), 'test')
    expect(sum.rows).toBeGreaterThanOrEqual(2 * oddNames.length)
    for (const table of ['organization', 'team']) {
      expect(await contents(target, table)).toEqual(await contents(source, table))
    }
    expect(await appliedMigrations(target.db)).toEqual(migrations.map(({ name }) => name))
  })

  test('keeps every kind of value exactly', async () => {
    const made = `create table every_kind (
      a bigint, b text[], c bytea, d jsonb, e timestamptz, f date, g boolean, h uuid, i numeric, j double precision,
      k smallint, l text generated always as (upper(coalesce(b[1], ''))) stored)`
    const source = await use(freshDatabase())
    const target = await use(freshDatabase())
    for (const database of [source, target]) await database.pool.query(made)
    await source.pool.query(
      `insert into every_kind values
        (9223372036854775807, array['a,b', 'c"d\\', null, ''], '\\x00ff0a5c2e', '{"ü": [1.50, null, "\\n"]}',
         '0044-03-15 12:00:00.000001+00 BC', '9999-12-31', true, '01890000-0000-7000-8000-000000000000',
         12345678901234567890.12345, 0.1::float8 + 0.2, -32768),
        (null, '{}', '', 'null', 'infinity', '-infinity', false, null, 'NaN', '-Infinity', null),
        (null, null, null, null, null, null, null, null, null, null, null)`,
    )
    await restoreBackup(target, await backupOf(source), 'test')
    expect(await contents(target, 'every_kind')).toEqual(await contents(source, 'every_kind'))
    expect(await contents(target, 'every_kind')).toHaveLength(3)
  })

  test('goes from the embedded database to a server and back', async () => {
    const dataDir = join(folder, 'embedded')
    const embedded = await openEmbedded({ dataDir, log: () => {}, fsync: false })
    cleanUp.push(embedded.stop)
    const inside = connect(embedded.connection, () => {})
    cleanUp.push(inside.close)
    await restoreBackup(inside, await filledBackup(), 'test')
    const server = await use(emptyDatabase())
    await restoreBackup(server, await backupOf(inside), 'test')
    expect(await contents(server, 'organization')).toEqual(await contents(inside, 'organization'))
    expect(await contents(server, 'organization')).toHaveLength(oddNames.length)
  })

  test('holds one moment, whatever is written meanwhile', async () => {
    const source = await use(freshDatabase())
    await fill(source)
    const writing = Promise.all([
      backupOf(source),
      source.pool.query(`with gone as (delete from team returning 1) select count(*) from gone`),
    ])
    const [file] = await writing
    const target = await use(emptyDatabase())
    await restoreBackup(target, file, 'test')
    expect([0, oddNames.length]).toContain((await contents(target, 'team')).length)
  })

  test('of many rows is made and read in pieces', async () => {
    const source = await use(freshDatabase())
    await source.pool.query(
      `insert into organization (id, name, slug, country, time_zone, locale, search_key, created_at)
       select n, repeat('long ', 20000), 'org-' || n, 'AT', 'UTC', 'de', '', now() from generate_series(1, 60) n`,
    )
    await source.pool.query(`update organization set name = repeat('x', 3000000) where id = 1`)
    const target = await use(emptyDatabase())
    await restoreBackup(target, await backupOf(source), 'test')
    expect(await contents(target, 'organization')).toEqual(await contents(source, 'organization'))
  })

  test('covers the whole schema: nothing in it lives outside of rows', async () => {
    const { rows } = await (await use(freshDatabase())).pool.query('select sequencename from pg_sequences')
    expect(rows).toEqual([])
  })

  test('never overwrites a file', async () => {
    const source = await use(freshDatabase())
    const file = await backupOf(source)
    await expect(writeBackup(source, file, new Date())).rejects.toThrow('exists already')
  })
})

describe('a restore is refused, and nothing changed,', () => {
  test('when the database holds anything', async () => {
    const file = await filledBackup()
    const target = await use(freshDatabase())
    await target.pool.query(`insert into counter values ('mine', 7)`)
    await expect(restoreBackup(target, file, 'test')).rejects.toThrow(
      'not empty: there are rows in "counter"',
    )
    expect(await contents(target, 'organization')).toEqual([])
  })

  test('when the database belongs to something else', async () => {
    const target = await use(emptyDatabase())
    await target.pool.query('create table theirs as select 1 as n')
    await expect(restoreBackup(target, await filledBackup(), 'test')).rejects.toThrow('rows in "theirs"')
    expect(await appliedMigrations(target.db)).toEqual([])
  })

  test('when the schema is of another version than the backup', async () => {
    const target = await use(emptyDatabase())
    await migrate(target.db, 'test', migrations[0].name)
    await expect(restoreBackup(target, await filledBackup(), 'test')).rejects.toThrow('another version')
  })

  test.each([
    ['is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 200)],
    ['has lost its end', (bytes: Buffer) => gzipSync(gunzipSync(bytes).subarray(0, -150))],
    ['has one letter changed', (bytes: Buffer) => gzipSync(changed(gunzipSync(bytes), 'Harrow', 'Marrow'))],
    [
      'has a row number changed',
      (bytes: Buffer) => gzipSync(changed(gunzipSync(bytes), '"rows":7', '"rows":8')),
    ],
    [
      'has something after its end',
      (bytes: Buffer) => gzipSync(Buffer.concat([gunzipSync(bytes), Buffer.from('R\0\0\0\0')])),
    ],
  ])('when the file %s', async (_, damage) => {
    const file = await filledBackup()
    writeFileSync(file, damage(readFileSync(file)))
    const target = await use(emptyDatabase())
    await expect(restoreBackup(target, file, 'test')).rejects.toThrow(`${file} is damaged`)
    expect(await appliedMigrations(target.db)).toEqual([])
  })

  test.each([
    ['text', Buffer.from('select 1;\n')],
    ['another gzip', gzipSync('select 1; '.repeat(100))],
  ])('when the file is %s', async (_, bytes) => {
    const file = newFile()
    writeFileSync(file, bytes)
    await expect(restoreBackup(await use(emptyDatabase()), file, 'test')).rejects.toThrow(
      'is not a Claviger backup',
    )
  })

  test('when the file is of a newer format or a newer Claviger', async () => {
    const file = await filledBackup()
    const written = gunzipSync(readFileSync(file))
    const target = await use(emptyDatabase())
    writeFileSync(file, gzipSync(changed(written, '"format":1', '"format":2')))
    await expect(restoreBackup(target, file, 'test')).rejects.toThrow('format 2; this Claviger reads up to 1')
    const [{ name }] = migrations
    const unknown = `9${name.slice(1)}`
    writeFileSync(file, gzipSync(changed(written, name, unknown)))
    await expect(restoreBackup(target, file, 'test')).rejects.toThrow('newer Claviger')
  })
})

function changed(bytes: Buffer, from: string, to: string): Buffer {
  const at = bytes.indexOf(from)
  if (at < 0) throw new Error(`no ${from} in the backup`)
  const copy = Buffer.from(bytes)
  copy.write(to, at)
  return copy
}
