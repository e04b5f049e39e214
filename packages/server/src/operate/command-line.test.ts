import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { connect } from '../db/connect.ts'
import { openEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'claviger-cli-'))
chmodSync(folder, 0o711)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bin = fileURLToPath(new URL('../../../cli/bin/claviger.mjs', import.meta.url))

async function claviger(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { DATA_DIR: join(folder, 'data'), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, out, err }
}

describe('the command line', () => {
  test('lists its commands', async () => {
    const { code, out } = await claviger(['--help'])
    expect(code).toBe(0)
    for (const name of [
      'start',
      'demo',
      'backup',
      'restore',
      'import',
      'doctor',
      'api',
      'sign-in',
      'setup-key',
      'keys',
      'verify',
      'inspect',
    ]) {
      expect(out).toContain(`  ${name}`)
    }
  })

  test('refuses wrong settings and unknown commands with a sentence and a failing end', async () => {
    const settings = await claviger(['backup', 'x'], { PORT: 'x', LOG_LEVEL: 'y' })
    expect(settings).toMatchObject({ code: 1, out: '' })
    expect(settings.err).toMatch(/^The setting PORT is wrong\. .*\nThe setting LOG_LEVEL is wrong\. .*\n$/)
    expect(await claviger(['bakcup'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Did you mean backup?'),
    })
  })

  test('backs up neither a missing installation nor makes one', async () => {
    const { code, err } = await claviger(['backup', 'none'])
    expect(code).toBe(1)
    expect(err).toContain('There is no database in')
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  test('backs up beside a running Claviger and restores where none runs', async () => {
    const embedded = await openEmbedded({ dataDir: join(folder, 'running'), log: () => {}, fsync: false })
    const database = connect(embedded.connection, () => {})
    await migrate(database.db, 'test')
    await database.pool.query("insert into counter values ('customer', 4711)")
    const made = await claviger(['backup', 'here'], { DATA_DIR: join(folder, 'running') })
    expect(made).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^Wrote 1 row of \d+ tables to .*here/),
    })
    await database.close()
    await embedded.stop()

    const restored = await claviger(['restore', 'here'], { DATA_DIR: join(folder, 'empty') })
    expect(restored).toMatchObject({ code: 0, err: '' })
    const state = await claviger(['doctor'], { DATA_DIR: join(folder, 'empty') })
    expect(state.out).toContain('ok   database  PostgreSQL 18.4, schema up to date')
    const again = await claviger(['restore', 'here'], { DATA_DIR: join(folder, 'empty') })
    expect(again).toMatchObject({
      code: 1,
      err: expect.stringContaining('not empty: there are rows in "counter"'),
    })
  })

  test('turns the API of a customer on, and says what is wrong with a customer that is not there', async () => {
    const DATA_DIR = join(folder, 'switched')
    const embedded = await openEmbedded({ dataDir: DATA_DIR, log: () => {}, fsync: false })
    const database = connect(embedded.connection, () => {})
    await migrate(database.db, 'test')
    await database.pool.query(`insert into organization
      (id, name, slug, country, time_zone, locale, license_count, search_key, created_at)
      values (1000001, 'Harrow & Vale', 'harrow-vale', 'GB', 'Europe/London', 'en-GB', 0, 'harrow', now())`)
    const on = await claviger(['api', 'on', '1000001'], { DATA_DIR })
    expect(on).toEqual({ code: 0, err: '', out: 'The API of customer 1000001 is on.\n' })
    const { rows } = await database.pool.query('select api_enabled from organization')
    expect(rows).toEqual([{ api_enabled: true }])
    expect(await claviger(['api', 'off', '1000002'], { DATA_DIR })).toEqual({
      ...{ code: 1, out: '', err: 'There is no customer 1000002.\n' },
    })
    const unclear = await claviger(['api', 'maybe', '1000001'], { DATA_DIR })
    expect(unclear.err).toContain('Say on or off')
    await database.close()
    await embedded.stop()
  })

  test('the doctor shows settings without their passwords', async () => {
    const { out } = await claviger(['doctor'], {
      SMTP_URL: 'smtp://postman:hunter2@127.0.0.1:1',
      DATABASE_URL: 'postgres://app:hunter2@127.0.0.1:1/claviger?sslpassword=hunter2',
    })
    expect(out).toContain('smtp://postman:***@127.0.0.1:1')
    expect(out).toContain('postgres://app:***@127.0.0.1:1/claviger?sslpassword=***')
    expect(out).not.toContain('hunter2')
  })
})
