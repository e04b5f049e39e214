import { batched } from '../db/batch.ts'
import type { Doors } from '../db/unit-of-work.ts'
import type { Log } from '../http/log.ts'
import { type NotedCall, saveCalls } from './call-store.ts'

/** What products ask, on its way into the database: nobody waits for it. */
export interface CallLog {
  /** Takes a call to be kept within a second. */
  note(call: NotedCall): void
  /** Answers when everything taken is kept. */
  drained(): Promise<void>
}

const gathering = { waitMs: 250, most: 1000 }

/** Opens the log; calls that come together are kept together. */
export function openCallLog({ db, newId }: Pick<Doors, 'db' | 'newId'>, log: Log): CallLog {
  const calls = batched(async (noted: readonly NotedCall[]) => {
    await saveCalls(db, newId, noted)
    return noted.map(() => null)
  }, gathering)
  return {
    note: (call) => {
      calls.add(call).catch((fault) => log.warn({ fault }, 'a call of a product could not be noted'))
    },
    drained: calls.drained,
  }
}
