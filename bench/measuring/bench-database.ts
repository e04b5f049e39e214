import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, connect } from '../../packages/server/src/db/connect.ts'
import { openEmbedded } from '../../packages/server/src/db/embedded.ts'
import { migrate } from '../../packages/server/src/db/migrate.ts'
import { openStory, type Story } from '../../packages/server/src/testing/story.ts'

/** Runs a benchmark on a database of its own, as durable as the real one, and removes it afterwards. */
export async function onBenchDatabase(
  run: (story: Story, connection: Connection) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'claviger-bench-'))
  // Root's PostgreSQL runs as somebody else, who has to pass through here.
  chmodSync(dataDir, 0o711)
  const embedded = await openEmbedded({ dataDir, log: console.error })
  try {
    const database = connect(embedded.connection, console.error)
    await migrate(database.db, 'bench')
    await database.close()
    const story = await openStory(embedded.connection)
    await run(story, embedded.connection)
    await story.close()
  } finally {
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
