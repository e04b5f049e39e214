import type { JobWork } from '../jobs/job-work.ts'
import { assignChunk } from './assign-chunk.ts'
import { moveChunk } from './move-chunk.ts'
import { revokeChunk } from './revoke-chunk.ts'
import { undoAssign, undoRevoke } from './undo-handing.ts'
import { undoMove } from './undo-move.ts'

/** How bulk acts on licenses go on after their request, and how they are taken back. */
export const handingWorks = {
  assign: { decide: assignChunk, undo: undoAssign },
  revoke: { decide: revokeChunk, undo: undoRevoke },
  move: { decide: moveChunk, undo: undoMove },
} as const satisfies Readonly<Record<string, JobWork>>
