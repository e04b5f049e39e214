import { describe, expect, test } from 'vitest'
import {
  planUndoOfAssign,
  planUndoOfMove,
  planUndoOfRevoke,
  refuseLateUndo,
  type UndoableItem,
} from './plan-undo.ts'

const item = (facts: Partial<UndoableItem> = {}): UndoableItem => ({
  ...{ place: 1, licenseId: 'ABCDE12345', assignmentId: 'a', personId: 'p' },
  ...{ open: false, seatTakenBy: null, holdsAnother: false },
  ...facts,
})

const verdict = (plan: typeof planUndoOfAssign, facts: Partial<UndoableItem>) => {
  const { restore, cannot } = plan([item(facts)])
  return restore.length === 1 ? 'restore' : cannot[0]?.reason.code
}

describe('the window', () => {
  const until = new Date('2026-11-02T09:10:00Z')

  test('is open before its end and over at it', () => {
    expect(refuseLateUndo(until, new Date(until.getTime() - 1))).toBeNull()
    expect(refuseLateUndo(until, until)).toMatchObject({ code: 'undo_window_over', until })
  })

  test('refuses with the rule and the time that was promised', () => {
    expect(refuseLateUndo(until, until)?.why).toEqual([
      { rule: 'undo_within_window', met: false, facts: { until } },
    ])
  })
})

test.each([
  ['an open assignment is taken back', { open: true }, 'restore'],
  ['one that has ended since stays ended', { open: false }, 'already_returned'],
  ['one that has ended and whose seat is taken stays ended', { seatTakenBy: 'Ada' }, 'already_returned'],
] as const)('undoing an assignment: %s', (_, facts, answer) => {
  expect(verdict(planUndoOfAssign, facts)).toBe(answer)
})

test.each([
  ['a free seat goes back to its person', {}, 'restore'],
  ['a license that was given back already stays', { open: true }, 'already_restored'],
  ['a seat somebody else has now stays theirs', { seatTakenBy: 'Ada' }, 'seat_taken_since'],
  ['somebody who got another license keeps that one', { holdsAnother: true }, 'holds_another_since'],
  [
    'a taken seat is named before another license',
    { seatTakenBy: 'Ada', holdsAnother: true },
    'seat_taken_since',
  ],
] as const)('undoing a revocation: %s', (_, facts, answer) => {
  expect(verdict(planUndoOfRevoke, facts)).toBe(answer)
})

test('a taken seat says by whom', () => {
  expect(planUndoOfRevoke([item({ seatTakenBy: 'Ada' })]).cannot[0]?.reason).toMatchObject({
    code: 'seat_taken_since',
    by: 'Ada',
  })
})

test('one line that cannot be undone holds no other up', () => {
  const items = [item({ place: 1 }), item({ place: 2, seatTakenBy: 'Ada' }), item({ place: 3 })]
  const { restore, cannot } = planUndoOfRevoke(items)
  expect(restore.map((one) => one.place)).toEqual([1, 3])
  expect(cannot.map((one) => one.item.place)).toEqual([2])
})

test.each([
  ['a license that is still there goes back', { stayed: true, fromEnded: false }, undefined],
  ['one that has been moved on stays', { stayed: false, fromEnded: false }, 'moved_since'],
  ['one whose old team has ended stays', { stayed: true, fromEnded: true }, 'team_ended_since'],
] as const)('undoing a move: %s', (_, facts, reason) => {
  const line = { place: 1, licenseId: 'ABCDE12345', personId: null, fromTeamId: 7, ...facts }
  const { restore, cannot } = planUndoOfMove([line])
  expect([restore.length, cannot[0]?.reason.code]).toEqual([reason ? 0 : 1, reason])
})
