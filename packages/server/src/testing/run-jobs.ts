import { randomIds } from '../db/new-id.ts'
import { openJobQueue } from '../job-queue.ts'
import { type Jobs, startJobs } from '../jobs/run-jobs.ts'
import type { Story } from './story.ts'

const silent = { warn: () => {}, error: () => {} }

/** The loop that goes on with a story's jobs, as many lines at a time as said; it looks only when it is told to. */
export function jobsOf({ database, now }: Pick<Story, 'database' | 'now'>, lines: number): Jobs {
  const queue = openJobQueue({ db: database.db, clock: now, newId: randomIds })
  return startJobs({ queue, log: silent, lines, looks: false })
}
