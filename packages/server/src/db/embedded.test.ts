import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { type Embedded, type EmbeddedOptions, findEmbedded, openEmbedded } from './embedded.ts'
import { postgresAccount } from './embedded-account.ts'

const folders: string[] = []
const opened: Embedded[] = []
const cleanUp: (() => void)[] = []
const elsewhere: { child: ChildProcess; dataDir: string }[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((embedded) => embedded.stop()))
  for (const { child, dataDir } of elsewhere.splice(0)) {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    if (await findEmbedded(dataDir)) await (await openEmbedded({ dataDir, log: () => {} })).stop()
  }
  for (const act of cleanUp.splice(0)) act()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(...below: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'claviger-embedded-'))
  chmodSync(folder, 0o711)
  folders.push(folder)
  return join(folder, ...below)
}

async function open(dataDir: string, more: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await openEmbedded({ dataDir, log: () => {}, fsync: false, ...more })
  opened.push(embedded)
  return embedded
}

async function ask(embedded: Pick<Embedded, 'connection'>, sql: string): Promise<unknown> {
  const client = new pg.Client(embedded.connection)
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

/** Opens the folder in a process of its own and answers the server's process id. */
async function openElsewhere(dataDir: string): Promise<{ child: ChildProcess; server: number }> {
  const script = `
    const { openEmbedded } = await import(${JSON.stringify(fileURLToPath(new URL('embedded.ts', import.meta.url)))})
    const embedded = await openEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => {}, fsync: false })
    console.log(embedded.pid)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  elsewhere.push({ child, dataDir })
  const refused = once(child, 'exit').then(() => Promise.reject(new Error('refused elsewhere')))
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), refused])
  refused.catch(() => {})
  return { child, server: Number(line) }
}

describe('the embedded database', () => {
  test('keeps what was written over a stop and a start', async () => {
    const dataDir = newFolder()
    const first = await open(dataDir)
    await ask(first, 'create table kept as select 7 as n')
    await first.stop()
    expect(await ask(await open(dataDir), 'select n from kept')).toBe(7)
  })

  test('is PostgreSQL 18 with checksums, reachable by its socket only', async () => {
    const embedded = await open(newFolder())
    expect(await ask(embedded, "select current_setting('server_version_num')::int / 10000")).toBe(18)
    expect(await ask(embedded, 'show data_checksums')).toBe('on')
    expect(await ask(embedded, 'show listen_addresses')).toBe('')
    expect(await ask(embedded, 'show server_encoding')).toBe('UTF8')
  })

  test('does not trust a cluster whose making was cut short', async () => {
    const dataDir = newFolder()
    const half = join(dataDir, 'postgres', 'cluster.tmp-1')
    mkdirSync(half, { recursive: true })
    writeFileSync(join(half, 'PG_VERSION'), '18\n')
    expect(await ask(await open(dataDir), 'select 1')).toBe(1)
    expect(existsSync(half)).toBe(false)
  })

  test('opens in a folder whose name is too long for a socket', async () => {
    const embedded = await open(newFolder('a'.repeat(60), 'b'.repeat(60)))
    expect(await ask(embedded, 'select 1')).toBe(1)
    expect(embedded.connection.host.length).toBeLessThan(90)
    folders.push(embedded.connection.host)
    expect(embedded.folder).toContain('b'.repeat(60))
  })

  test('is not kept waiting by a dead server whose process id now belongs to another program', async () => {
    const dataDir = newFolder()
    const first = await open(dataDir)
    const note = join(dataDir, 'postgres', 'cluster', 'postmaster.pid')
    const written = readFileSync(note, 'utf8')
    await first.stop()
    const other = spawn('sleep', ['60'], postgresAccount())
    cleanUp.push(() => other.kill('SIGKILL'))
    writeFileSync(note, written.replace(/^\d+/, String(other.pid)))
    expect(await ask(await open(dataDir), 'select 1')).toBe(1)
    expect(other.exitCode).toBeNull()
  })

  test('refuses a folder written by another major version, in words', async () => {
    const dataDir = newFolder()
    await (await open(dataDir)).stop()
    writeFileSync(join(dataDir, 'postgres', 'cluster', 'PG_VERSION'), '17\n')
    await expect(open(dataDir)).rejects.toThrow('was written by PostgreSQL 17, this is 18. Make a backup')
  })
})

describe('one process owns a data folder', () => {
  test('a second start says who holds it and since when', async () => {
    const dataDir = newFolder()
    await open(dataDir)
    const year = new Date().getUTCFullYear()
    await expect(open(dataDir)).rejects.toThrow(
      new RegExp(`data folder ${dataDir} is in use by process ${process.pid} since ${year}-.* UTC`),
    )
  })

  test('of two starts at once on a new folder exactly one gets it', async () => {
    const dataDir = newFolder()
    const starts = await Promise.allSettled([
      openElsewhere(dataDir).then(() => 'there'),
      open(dataDir).then(() => 'here'),
    ])
    const won = starts.filter((start) => start.status === 'fulfilled')
    expect(won).toHaveLength(1)
  })

  test('another client finds the open database without owning it', async () => {
    const dataDir = newFolder()
    expect(await findEmbedded(dataDir)).toBeUndefined()
    const embedded = await open(dataDir)
    expect(await findEmbedded(dataDir)).toEqual(embedded.connection)
    await embedded.stop()
    expect(await findEmbedded(dataDir)).toBeUndefined()
  })

  test('a folder left by a killed process is taken over, its server still running', async () => {
    const dataDir = newFolder()
    const { child, server } = await openElsewhere(dataDir)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const embedded = await open(dataDir)
    expect(embedded.pid).toBe(server)
    await embedded.stop()
    expect(await findEmbedded(dataDir)).toBeUndefined()
  })
})

describe('a dead server', () => {
  test('is started again at the same address, with everything that was acknowledged', async () => {
    const lines: string[] = []
    const back = Promise.withResolvers<void>()
    const log = (line: string) => {
      lines.push(line)
      if (line.startsWith('PostgreSQL is back')) back.resolve()
    }
    const embedded = await open(newFolder(), { log, fsync: true })
    await ask(embedded, 'create table kept as select 7 as n')
    const before = embedded.pid
    process.kill(before, 'SIGKILL')
    await back.promise
    expect(embedded.pid).not.toBe(before)
    expect(await ask(embedded, 'select n from kept')).toBe(7)
    expect(lines).toEqual([
      'PostgreSQL has ended unexpectedly; starting it again',
      `PostgreSQL is back (process ${embedded.pid})`,
    ])
  })

  test('does not keep a stop from ending', async () => {
    const embedded = await open(newFolder())
    process.kill(embedded.pid, 'SIGKILL')
    await embedded.stop()
    expect(await findEmbedded(embedded.folder)).toBeUndefined()
  })
})
