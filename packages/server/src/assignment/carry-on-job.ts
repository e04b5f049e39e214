import { refuseBy } from '@claviger/core/kernel/rules'
import type { Tx } from '../db/unit-of-work.ts'
import type { JobUnderWay, JobWork } from '../jobs/job-work.ts'
import { afterItsEnd } from '../outbox/job-letter-store.ts'
import { assignChunk } from './assign-chunk.ts'
import { listNextLines, saveDecided, saveUndone } from './job-line-store.ts'
import { type Job, lockJob } from './job-store.ts'
import { endTurn } from './job-turn-store.ts'
import { moveChunk } from './move-chunk.ts'
import { remindChunk, unremindChunk } from './remind-chunk.ts'
import { revokeChunk } from './revoke-chunk.ts'
import type { JobKind } from './tables.ts'
import { tellJobEnded } from './tell-job-ended.ts'
import { undoAssign, undoRevoke } from './undo-handing.ts'
import { undoMove } from './undo-move.ts'
import { leaveWhereTheyAre, undoReassign } from './undo-reassign.ts'

/** How bulk acts on licenses go on after their request, and how they are taken back. */
export const handingWorks = {
  assign: { decide: assignChunk, undo: undoAssign },
  revoke: { decide: revokeChunk, undo: undoRevoke },
  move: { decide: moveChunk, undo: undoMove },
  reassign: { decide: leaveWhereTheyAre, undo: undoReassign },
  remind: { decide: remindChunk, undo: unremindChunk },
} as const satisfies Readonly<Record<string, JobWork>>

/** How each kind of bulk act goes on. */
export type JobWorks = Readonly<Record<JobKind, JobWork>>

export interface CarryOnJob {
  readonly organizationId: number
  readonly jobId: string
  readonly works: JobWorks
  /** The most lines to do. */
  readonly most: number
}

/** Does the next lines of a job that is under way, and ends it after the last. */
export async function carryOnJob(tx: Tx, request: CarryOnJob): Promise<void> {
  const job = await lockJob(tx, request.organizationId, request.jobId)
  if (job?.state === 'running') await decideSome(tx, job, request)
  if (job?.state === 'undoing') await undoSome(tx, job, request)
}

async function decideSome(tx: Tx, job: Job, { works, most }: CarryOnJob): Promise<void> {
  const lines = await listNextLines(tx, job, 'waiting', most)
  if (lines.length > 0) {
    const decided = await works[job.kind].decide(tx, underWay(tx, job), lines)
    expectEach(lines, decided)
    await saveDecided(tx, job, decided)
  }
  await endTurn(tx, job)
  await tellJobEnded(tx, job)
}

async function undoSome(tx: Tx, job: Job, { works, most }: CarryOnJob): Promise<void> {
  const lines = await listNextLines(tx, job, 'done', most)
  const { undo } = works[job.kind]
  if (lines.length > 0) {
    if (!undo) throw new Error(`a job of the kind ${job.kind} cannot be undone`)
    const undone = await undo(tx, job, lines)
    expectEach(lines, undone)
    await saveUndone(tx, job, undone)
  }
  await endTurn(tx, job)
}

/** Letters of a job that runs wait for its end, unless they were to leave at once. */
function underWay(tx: Tx, job: Job): JobUnderWay {
  const atOnce = job.lettersAt <= job.startedAt
  return { ...job, lettersAt: atOnce ? tx.now : afterItsEnd(tx.now) }
}

function expectEach(lines: readonly { place: number }[], answers: readonly { place: number }[]): void {
  const places = new Set(answers.map((one) => one.place))
  const all = answers.length === lines.length && lines.every(({ place }) => places.has(place))
  if (!all) throw new Error(`${answers.length} answers for ${lines.length} lines of a job`)
}

/** Gives up the next line of a job, which fails by itself: the others get their turn. */
export async function giveUpLine(
  tx: Tx,
  { organizationId, jobId }: Pick<CarryOnJob, 'organizationId' | 'jobId'>,
): Promise<void> {
  const job = await lockJob(tx, organizationId, jobId)
  if (!job || job.state === 'ended') return
  const [line] = await listNextLines(tx, job, job.state === 'running' ? 'waiting' : 'done', 1)
  const { refusal: reason } = refuseBy('line_failed', 'line_can_be_done')
  if (line && job.state === 'running')
    await saveDecided(tx, job, [{ place: line.place, outcome: 'refused', reason }])
  if (line && job.state === 'undoing')
    await saveUndone(tx, job, [{ place: line.place, outcome: 'not_undone', reason }])
  await endTurn(tx, job)
  if (job.state === 'running') await tellJobEnded(tx, job)
}
