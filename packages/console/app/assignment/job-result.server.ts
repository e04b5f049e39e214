import type { JobCodes } from '@claviger/server/activation/code-views'
import type { JobLine, JobPage } from '@claviger/server/assignment/job-views'
import { type JobPace, paceOf } from './job-pace.server.ts'
import type { Here } from './place.server.ts'

/** What a bulk act did, as the page it was done on tells it. */
export interface JobResult {
  readonly id: string
  readonly kind: JobPage['kind']
  /** Where it gave from, or moved to. */
  readonly team: string
  /** How many of the moved licenses somebody holds. */
  readonly people: number
  readonly done: number
  readonly refused: number
  readonly total: number
  readonly state: JobPage['state']
  /** How far it is; null once it has ended. */
  readonly pace: JobPace | null
  /** Lines that were not tried, and who stopped it. */
  readonly stopped: number
  readonly stoppedBy: string
  readonly lettersAt: string
  readonly undoUntil: string
  readonly mayUndo: boolean
  readonly undone: boolean
  /** People who had been written to before it was undone. */
  readonly told: number
  readonly lettersWaiting: number
  /** Who could not get theirs back, because the seat was given on. */
  readonly notUndone: number
  readonly takenBy: readonly string[]
  /** Activation codes of its people that are out in the world, whatever was done since. */
  readonly codes: JobCodes
  /** Who held the licenses it freed, by license, while that can be undone. */
  readonly freed: Readonly<Record<string, { readonly name: string; readonly address: string }>>
}

const mostLines = 200

/** Loads what the act in the address did; nothing when it is none, or not one of this place. */
export async function loadJobResult(
  { app, actor, scope }: Pick<Here, 'app' | 'actor' | 'scope'>,
  jobId: string | null,
): Promise<JobResult | null> {
  if (jobId === null) return null
  const found = await app.views.jobPage(actor, { ...scope, jobId, page: 1, perPage: mostLines })
  if (!found.ok) return null
  return jobResult(found.plan, await loadJobCodes({ app, actor, scope }, jobId), app.clock())
}

/** Loads which codes the act leaves in the world. */
export async function loadJobCodes(
  { app, actor, scope }: Pick<Here, 'app' | 'actor' | 'scope'>,
  jobId: string,
): Promise<JobCodes> {
  const found = await app.views.jobCodes(actor, { ...scope, jobId })
  return found.ok ? found.plan : { out: null, people: [] }
}

/** What an act did, from its report. */
export function jobResult({ lines, letters, ...job }: JobPage, codes: JobCodes, now: Date): JobResult {
  const lost = lines.filter((line) => line.outcome === 'not_undone')
  const freed = job.kind === 'revoke' ? lines.filter((line) => line.outcome === 'done') : []
  return {
    ...{ id: job.id, kind: job.kind, done: job.done, refused: job.refused, mayUndo: job.mayUndo },
    ...{ team: job.team ?? '', people: job.people, state: job.state, total: job.total },
    ...{ pace: paceOf(job, now), stopped: job.stopped, stoppedBy: job.stoppedBy ?? '' },
    lettersAt: job.lettersAt.toISOString(),
    undoUntil: job.undoUntil.toISOString(),
    undone: job.undoneAt !== null,
    told: letters.sent,
    ...{ lettersWaiting: letters.waiting, codes },
    notUndone: lost.length,
    takenBy: lost.flatMap(takerOf).slice(0, 5),
    freed: Object.fromEntries(
      freed.flatMap(({ licenseId, name, address }) => (licenseId ? [[licenseId, { name, address }]] : [])),
    ),
  }
}

/** Who has the license now that could not be given back. */
function takerOf({ reason }: JobLine): string[] {
  return reason.code === 'seat_taken_since' && typeof reason.by === 'string' ? [reason.by] : []
}
