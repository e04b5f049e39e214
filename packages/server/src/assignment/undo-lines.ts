import type { UndoPlan } from '@claviger/core/assignment/plan-undo'

/** What undoing did to each line of a job's report. */
export function linesOf({ restore, cannot }: UndoPlan<{ readonly place: number }>) {
  const undone = restore.map(({ place }) => ({ place, outcome: 'undone' as const, reason: null }))
  const kept = cannot.map(({ item, reason }) => ({
    place: item.place,
    outcome: 'not_undone' as const,
    reason,
  }))
  return [...undone, ...kept]
}
