import { readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findEmbedded, openEmbedded } from '../db/embedded.ts'

/** How the folder of a test run's database begins, below the machine's folder for temporary files. */
export const testFolder = 'claviger-tests-'

const oldMs = 5 * 60_000

/**
 * Ends the databases of test runs that were killed: their servers outlive them. A folder somebody still owns, or that is
 * so young that its owner may just be starting, is left alone.
 */
export async function sweepLeftOver(): Promise<void> {
  const folders = readdirSync(tmpdir())
    .filter((name) => name.startsWith(testFolder))
    .map((name) => join(tmpdir(), name))
    .filter(
      (folder) => Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > oldMs,
    )
  for (const folder of folders) await sweep(folder)
}

/** Another run may be sweeping the same folder: whatever fails here is somebody else's success. */
async function sweep(dataDir: string): Promise<void> {
  try {
    if (await findEmbedded(dataDir))
      await (await openEmbedded({ dataDir, log: () => {}, fsync: false })).stop()
    rmSync(dataDir, { recursive: true, force: true })
  } catch {
    // It is owned, or gone in the meantime.
  }
}
