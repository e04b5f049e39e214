import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connect } from '../db/connect.ts'
import { type Embedded, openEmbedded } from '../db/embedded.ts'
import type { EmbeddedConnection } from '../db/embedded-server.ts'
import { migrate } from '../db/migrate.ts'
import { sweepLeftOver, testFolder } from './left-over.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connects to the run's PostgreSQL; its database `template_claviger` is migrated and never changed. */
    postgres: EmbeddedConnection
  }
}

/** The PostgreSQL all projects of this run share, and how many of them still use it. */
interface Shared {
  readonly opened: Promise<Embedded>
  readonly dataDir: string
  users: number
}

const place = Symbol.for('claviger.testing.postgres')
const shared = globalThis as { [place]?: Shared }

/** Gives the tests one real PostgreSQL for the whole run, whichever projects take part. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared[place] ??= start()
  const mine = shared[place]
  mine.users += 1
  project.provide('postgres', (await mine.opened).connection)
  return async () => {
    mine.users -= 1
    if (mine.users > 0) return
    delete shared[place]
    await (await mine.opened).stop()
    rmSync(mine.dataDir, { recursive: true, force: true })
  }
}

function start(): Shared {
  const dataDir = mkdtempSync(join(tmpdir(), testFolder))
  return { opened: open(dataDir), dataDir, users: 0 }
}

async function open(dataDir: string): Promise<Embedded> {
  await sweepLeftOver()
  // Root's PostgreSQL runs as somebody else, who has to pass through here.
  chmodSync(dataDir, 0o711)
  const embedded = await openEmbedded({ dataDir, log: console.error, fsync: false, connections: 100 })
  try {
    await makeTemplate(embedded.connection)
  } catch (error) {
    await embedded.stop()
    throw error
  }
  return embedded
}

async function makeTemplate(connection: EmbeddedConnection): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query('create database template_claviger strategy file_copy')
  await client.end()
  const template = connect({ ...connection, database: 'template_claviger' }, console.error)
  await migrate(template.db, 'tests')
  await template.close()
}
