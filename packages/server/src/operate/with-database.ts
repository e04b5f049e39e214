import type { Config } from '../config.ts'
import { type Connection, connect, type Database } from '../db/connect.ts'
import { findEmbedded, openEmbedded } from '../db/embedded.ts'

/**
 * Runs with the configured database, whether or not Claviger is serving: as a second client of its server, or with
 * the embedded database opened for as long as this takes.
 */
export async function withDatabase<Answer>(
  config: Config,
  run: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  if (config.databaseUrl) return connected({ url: config.databaseUrl }, run)
  const running = await findEmbedded(config.dataDir)
  if (running) return connected(running, run)
  const embedded = await openEmbedded({ dataDir: config.dataDir, log: (line) => console.error(line) })
  try {
    return await connected(embedded.connection, run)
  } finally {
    await embedded.stop()
  }
}

async function connected<Answer>(
  connection: Connection,
  run: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  const database = connect(
    connection,
    (fault) => console.error(`the database connection broke: ${fault.message}`),
    4,
  )
  try {
    return await run(database)
  } finally {
    await database.close()
  }
}
