import type { Refusal } from '@claviger/core/kernel/decision'
import type { Tx } from '../db/unit-of-work.ts'

/** A bulk act while one of its chunks is done; its row is locked. */
export interface JobUnderWay {
  readonly organizationId: number
  readonly id: string
  readonly kind: string
  readonly productCode: string | null
  readonly teamId: number | null
  readonly startedBy: string
  readonly startedAt: Date
  readonly undoUntil: Date
  /** When letters of this chunk may leave: long after any job while it runs, its end puts that right. */
  readonly lettersAt: Date
  /** What was asked for all lines, as the kind wrote it. */
  readonly request: unknown
}

/** A line that is yet to be decided, or, of a job that is undone, yet to be taken back. */
export interface WaitingLine {
  /** Its place in the report, by which it is answered. */
  readonly place: number
  readonly line: number
  readonly address: string
  readonly name: string
  readonly personId: string | null
  readonly licenseId: string | null
  readonly assignmentId: string | null
  readonly fromTeamId: number | null
  /** What was asked for this line alone, as the kind wrote it. */
  readonly asked: unknown
}

/** What came of a line. What is left out stays as it was. */
export interface DecidedLine {
  readonly place: number
  readonly outcome: 'done' | 'skipped' | 'refused'
  readonly reason: Refusal | null
  readonly address?: string
  readonly name?: string
  readonly personId?: string | null
  readonly licenseId?: string | null
  readonly assignmentId?: string | null
  readonly fromTeamId?: number | null
}

/** What undoing did to a line. */
export interface UndoneLine {
  readonly place: number
  readonly outcome: 'undone' | 'not_undone'
  readonly reason: Refusal | null
}

/**
 * Decides these lines and carries out what comes of them, in one transaction and for whom the job is, with the rights
 * of this moment: `tx.actor`. It answers each line once; the report, the counts and the end are the job's.
 */
export type ChunkRunner = (
  tx: Tx,
  job: JobUnderWay,
  lines: readonly WaitingLine[],
) => Promise<readonly DecidedLine[]>

/** Takes back what was done to these lines. */
export type UndoRunner = (
  tx: Tx,
  job: JobUnderWay,
  lines: readonly WaitingLine[],
) => Promise<readonly UndoneLine[]>

/** How a kind of bulk act goes on after its request. */
export interface JobWork {
  readonly decide: ChunkRunner
  /** Absent: nothing of this kind can be taken back. */
  readonly undo?: UndoRunner
}
