import { parentPort } from 'node:worker_threads'
import { readPeopleFile } from './read-people-file.ts'
import type { ReadingOrder } from './reading-pool.ts'

// What people send is read here, where nothing else runs and what goes wrong ends nothing else.
parentPort?.on('message', async ({ bytes, name, options }: ReadingOrder) => {
  parentPort?.postMessage(await readPeopleFile(bytes, name, options))
})
