import type { Refusal } from '../kernel/decision.ts'
import { check, firstUnmet, type ReasonedRefusal } from '../kernel/rules.ts'

/** One line of a job as it can be undone, under the lock. */
export interface UndoableItem {
  /** Its place in the job's report. */
  readonly place: number
  readonly licenseId: string
  readonly assignmentId: string
  readonly personId: string
  /** The assignment this line gave or took is open now. */
  readonly open: boolean
  /** Who holds the license now, when it is not this assignment. */
  readonly seatTakenBy: string | null
  /** The person got another license of the product since. */
  readonly holdsAnother: boolean
}

/** One line of a move as it can be undone, under the lock. */
export interface UndoableMove {
  readonly place: number
  readonly licenseId: string
  readonly personId: string | null
  /** Where the license came from. */
  readonly fromTeamId: number
  /** It is still where the move put it, and that is not where it came from. */
  readonly stayed: boolean
  /** The team it came from is there no more. */
  readonly fromEnded: boolean
}

export interface UndoPlan<Item = UndoableItem> {
  readonly restore: readonly Item[]
  readonly cannot: readonly { readonly item: Item; readonly reason: Refusal }[]
}

/** Refuses when the window is over; the window's end was promised to the administrator as a clock time. */
export function refuseLateUndo(undoUntil: Date, now: Date): ReasonedRefusal<'undo_window_over'> | null {
  return firstUnmet([check('undo_window_over', 'undo_within_window', now < undoUntil, { until: undoUntil })])
}

/** Taking an assignment back that a job gave: what has ended since stays ended. */
export function planUndoOfAssign<Item extends UndoableItem>(items: readonly Item[]): UndoPlan<Item> {
  return sort(items, ({ open, licenseId }) =>
    firstUnmet([check('already_returned', 'person_still_has_it', open, { licenseId })]),
  )
}

/** Giving back what a job took: the same license to the same person, where the seat is still there. */
export function planUndoOfRevoke<Item extends UndoableItem>(items: readonly Item[]): UndoPlan<Item> {
  return sort(items, ({ open, licenseId, seatTakenBy: by, holdsAnother }) =>
    firstUnmet([
      check('already_restored', 'person_has_not_got_it_back', !open, { licenseId }),
      check('seat_taken_since', 'seat_still_free', by === null, { licenseId, by }),
      check('holds_another_since', 'person_holds_no_second', !holdsAnother),
    ]),
  )
}

/** Putting licenses back where a move took them from, whoever holds them now. */
export function planUndoOfMove(items: readonly UndoableMove[]): UndoPlan<UndoableMove> {
  return sort(items, ({ stayed, fromEnded, licenseId }) =>
    firstUnmet([
      check('moved_since', 'license_still_there', stayed, { licenseId }),
      check('team_ended_since', 'old_team_still_there', !fromEnded, { licenseId }),
    ]),
  )
}

/** A license that was passed on, as that can be undone, under the lock. */
export interface UndoablePassing {
  readonly licenseId: string
  /** The one it went to still has it. */
  readonly open: boolean
  readonly seatTakenBy: string | null
  /** The one it came from has another license of the product by now. */
  readonly holdsAnother: boolean
}

/** Giving licenses back to whom they were before they were passed on, as long as those they went to have them. */
export function planUndoOfReassign<Item extends UndoablePassing>(items: readonly Item[]): UndoPlan<Item> {
  return sort(items, ({ open, licenseId, seatTakenBy: by, holdsAnother }) =>
    firstUnmet([
      check('seat_taken_since', 'seat_still_free', by === null, { licenseId, by }),
      check('already_returned', 'person_still_has_it', open, { licenseId }),
      check('holds_another_since', 'person_holds_no_second', !holdsAnother),
    ]),
  )
}

function sort<Item>(items: readonly Item[], obstacle: (item: Item) => Refusal | null): UndoPlan<Item> {
  const restore: Item[] = []
  const cannot: { item: Item; reason: Refusal }[] = []
  for (const item of items) {
    const reason = obstacle(item)
    if (reason) cannot.push({ item, reason })
    else restore.push(item)
  }
  return { restore, cannot }
}
