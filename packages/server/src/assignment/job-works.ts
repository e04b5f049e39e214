import type { JobWork } from '../jobs/job-work.ts'
import { assignChunk } from './assign-chunk.ts'
import { moveChunk } from './move-chunk.ts'
import { remindChunk, unremindChunk } from './remind-chunk.ts'
import { revokeChunk } from './revoke-chunk.ts'
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
