import type { ReadingChoice } from '@claviger/core/assignment/people-reading'
import type { AssignmentPlan } from '@claviger/core/assignment/plan-assignment'
import type { Fix } from './assign-form.ts'

/** How the owner of a kept list wants it read, and what its rows give where they say nothing themselves. */
export interface ListChoices {
  readonly file: ReadingChoice
  /** As the form names it; empty: the one that is proposed. */
  readonly pool: string
  /** The last day; empty: for good. */
  readonly until: string
  /** What names of teams and products that match nothing were said to mean. */
  readonly meant: Readonly<Record<string, string>>
}

/** What the owner of a kept list put right in it, row by row. */
export interface ListFixes {
  readonly fixes: ReadonlyMap<number, Fix>
  /** Rows that are left out. */
  readonly out: ReadonlySet<number>
  /** The owner picks who gets one, because not everybody can. */
  readonly choosing: boolean
}

/** How a list is read that nobody has said anything about. */
export const noChoices: ListChoices = { file: {}, pool: '', until: '', meant: {} }
export const noFixes: ListFixes = { fixes: new Map(), out: new Set(), choosing: false }

/** Takes the choices as they were kept with the list; what is missing is as if nobody had chosen. */
export function choicesOf(kept: unknown): ListChoices {
  return { ...noChoices, ...(kept as Partial<ListChoices>) }
}

interface KeptFixes {
  readonly fixes: readonly (readonly [line: number, fix: Fix])[]
  readonly out: readonly number[]
  readonly choosing: boolean
}

/** Takes the fixes as they were kept with the list. */
export function fixesOf(kept: unknown): ListFixes {
  const { fixes = [], out = [], choosing = false } = kept as Partial<KeptFixes>
  return { fixes: new Map(fixes), out: new Set(out), choosing }
}

/** Makes fixes ready to be kept. */
export function keptFixes({ fixes, out, choosing }: ListFixes): KeptFixes {
  return { fixes: [...fixes], out: [...out], choosing }
}

/** The rows for which no seat is left. */
export function shortLines({ outcomes }: AssignmentPlan): number[] {
  return outcomes.flatMap(({ group, row }) => (group === 'short' ? [row.line] : []))
}
