import type { Config } from '../config.ts'
import { type Connection, connect, type Database } from '../db/connect.ts'
import { findEmbedded, hasEmbedded, openEmbedded } from '../db/embedded.ts'

/**
 * Runs with the configured database, whether or not Claviger is serving: as a second client of its server, or with
 * the embedded database opened for as long as this takes.
 */
export async function withDatabase<Answer>(
  config: Config,
  run: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  if (config.databaseUrl) return connected({ url: config.databaseUrl }, run)
  if (!hasEmbedded(config.dataDir)) {
    throw new Error(
      `There is no database in ${config.dataDir} yet. Start Claviger once, or set DATA_DIR or DATABASE_URL.`,
    )
  }
  return withEmbedded(config, run)
}

/** The same, but makes the embedded database when there is none yet. */
export async function withNewDatabase<Answer>(
  config: Config,
  run: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  return config.databaseUrl ? connected({ url: config.databaseUrl }, run) : withEmbedded(config, run)
}

async function withEmbedded<Answer>(
  { dataDir }: Config,
  run: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  const running = await findEmbedded(dataDir)
  if (running) return connected(running, run)
  const embedded = await openEmbedded({ dataDir, log: (line) => console.error(line) })
  const interrupted = () => void embedded.stop().finally(() => process.exit(130))
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
  try {
    return await connected(embedded.connection, run)
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
    await embedded.stop()
  }
}

async function connected<Answer>(
  connection: Connection,
  run: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  let closing = false
  // A server that stops right behind us may break the connections we are just closing.
  const report = (fault: Error) => closing || console.error(`The database connection broke: ${fault.message}`)
  const database = connect(connection, report, 4)
  try {
    return await run(database)
  } finally {
    closing = true
    await database.close()
  }
}
