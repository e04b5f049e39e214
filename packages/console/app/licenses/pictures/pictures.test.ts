import { addDays, dateFrom } from '@claviger/core/kernel/calendar'
import type { IdleSpot, SeatDay } from '@claviger/server/assignment/report-views'
import type { SeatCount } from '@claviger/server/assignment/seat-views'
import { expect, test } from 'vitest'
import { gapsOf, tellHandOut } from './hand-out-progress.ts'
import { idleField, tellIdle } from './idle-lanes.ts'
import { axisDays, peakOf, seatShapes, tellSeats, turningDays } from './seats-over-time.ts'
import { roomOfTeams, tellRoom } from './team-map.ts'

const from = dateFrom('2026-11-01')

/** Days from 1 November on, as "used/bought" or "used/bought/refused". */
const daysOf = (...told: string[]): SeatDay[] =>
  told.map((text, index) => {
    const [used = 0, bought = 0, refused = 0] = text.split('/').map(Number)
    return { day: addDays(from, index), used, bought, refused }
  })

const week = (text: string) => daysOf(...Array.from({ length: 7 }, () => text))

test.each([
  ['less than a week', daysOf('1/5', '2/5'), { kind: 'too_young' }],
  ['nobody used a seat', week('0/5'), { kind: 'unused', bought: 5 }],
  [
    'seats to spare',
    [...week('3/5'), ...daysOf('4/5').map((day) => ({ ...day, day: dateFrom('2026-11-08') }))],
    { kind: 'spare', peak: 4, bought: 5, spare: 1, on: '2026-11-08' },
  ],
  [
    'every seat in use',
    daysOf('3/5', '5/5', '5/5', '4/5', '4/6', '4/6', '4/6'),
    { kind: 'full', days: 2, bought: 6 },
  ],
  [
    'people asked in vain',
    daysOf('5/5', '5/5/2', '5/5/1', '4/5', '4/5', '4/5', '4/5'),
    { kind: 'asked_in_vain', refused: 3, peak: 5, bought: 5 },
  ],
  [
    'more were bought before than now',
    daysOf('6/9', '6/9', '3/9', '3/9', '2/4', '2/4', '2/4'),
    { kind: 'spare', peak: 6, bought: 4, spare: 0, on: '2026-11-01' },
  ],
] as const)('seats over time tell of %s', (_, days, told) => {
  expect(tellSeats(days)).toEqual(told)
})

test('the peak is the first day of the most, and a table names the days on which something turned', () => {
  const days = daysOf('1/5', '3/5', '3/5', '3/6', '1/6')
  expect(peakOf(days)?.day).toBe('2026-11-02')
  expect(turningDays(days).map(({ day }) => day)).toEqual([
    '2026-11-01',
    '2026-11-02',
    '2026-11-04',
    '2026-11-05',
  ])
  expect(peakOf([])).toBeUndefined()
})

test('shapes go in steps of whole days and begin where the history begins', () => {
  const late = daysOf('1/2', '2/4').map((one) => ({ ...one, day: addDays(one.day, 1) }))
  expect(seatShapes(late, from, addDays(from, 2))).toEqual({
    ...{ width: 3, top: 4 },
    used: 'M1 4 1 3 2 3 2 2 3 2 3 4Z',
    bought: 'M1 2 2 2 2 0 3 0',
  })
  expect(seatShapes([], from, from)).toEqual({ width: 1, top: 1, used: '', bought: '' })
})

test('a month is read by weeks back from its end, and a year by its months', () => {
  const span = (count: number) => Array.from({ length: count }, (_, index) => addDays(from, index))
  expect(axisDays(span(30)).map(({ day }) => day.slice(5))).toEqual([
    '11-02',
    '11-09',
    '11-16',
    '11-23',
    '11-30',
  ])
  const year = axisDays(span(365))
  expect(year).toHaveLength(12)
  expect(year.filter(({ wide }) => !wide)).toHaveLength(4)
})

test.each([
  ['nothing bought', [0, 0, 0, 0], { kind: 'nothing_bought' }],
  ['everybody uses theirs', [5, 5, 5, 5], { kind: 'all', bought: 5 }],
  ['people have not come', [9, 5, 3, 1], { kind: 'accepted', missing: 2, of: 5 }],
  ['people have not begun', [9, 5, 5, 1], { kind: 'activated', missing: 4, of: 5 }],
  ['seats are left', [9, 5, 5, 5], { kind: 'assigned', missing: 4, of: 9 }],
] as const)('the way of the seats tells that %s', (_, [bought, assigned, accepted, activated], told) => {
  const progress = { bought, assigned, accepted, activated, idle: 0 }
  expect(tellHandOut(progress)).toEqual(told)
  expect(gapsOf(progress).reduce((sum, { missing }) => sum + missing, 0)).toBe(bought - activated)
})

const seat = (id: number, name: string, total: number, free: number): SeatCount => ({
  ...{ product: { code: 'LOOM', slug: 'loomwright', name: 'Loomwright' }, team: { id, name }, total, free },
  ...{ invited: 0, connected: total - free, placed: 0, withheld: 0, ended: 0, paidThrough: '2027-11-01' },
})

test('teams stand in the order of their room, with all their products added up', () => {
  const rooms = roomOfTeams([seat(1, 'Web', 9, 1), seat(2, 'Core', 4, 3), seat(1, 'Web', 5, 4)])
  expect(rooms.map(({ team, free, total }) => [team.name, free, total])).toEqual([
    ['Web', 5, 14],
    ['Core', 3, 4],
  ])
  expect(tellRoom(rooms)).toEqual({ kind: 'most_room', team: 'Web', free: 5, total: 14 })
  expect(tellRoom(roomOfTeams([seat(1, 'Web', 9, 0)]))).toEqual({ kind: 'no_room', teams: 1 })
})

const spot = (team: number, days: number | null, people: number, coded = false): IdleSpot => ({
  ...{ team: { id: team, name: `Team ${team}` }, days, people, coded },
})

test('people stand by days since their last use, in a lane per team, the idlest first', () => {
  const field = idleField(
    [spot(1, 3, 4), spot(2, 61, 2), spot(2, 400, 1), spot(2, null, 3), spot(1, null, 1, true)],
    60,
  )
  expect(field).toMatchObject({ people: 11, idle: 3, never: 3, notRecorded: 1, perDot: 1 })
  expect(field.lanes.map(({ team, idle }) => [team.id, idle])).toEqual([
    [2, 3],
    [1, 0],
  ])
  expect(field.lanes[0]?.stacks.map(({ column, idle }) => [column, idle])).toEqual([
    [12, true],
    [24, true],
    ['never', false],
  ])
})

test('a field of many people draws several as one dot', () => {
  expect(idleField([spot(1, 0, 700)], 60).perDot).toBe(100)
})

test.each([
  ['nobody holds anything', [], { kind: 'nobody' }],
  [
    'some stopped',
    [spot(1, 60, 2), spot(1, 59, 1), spot(1, null, 5)],
    { kind: 'idle', idle: 2, people: 8, days: 60 },
  ],
  ['some never began', [spot(1, 5, 2), spot(1, null, 3)], { kind: 'never', never: 3, people: 5 }],
  ['nothing is recorded', [spot(1, null, 3, true)], { kind: 'not_recorded', people: 3 }],
  ['everybody uses it', [spot(1, 5, 2), spot(1, null, 1, true)], { kind: 'all_used', people: 3, days: 60 }],
] as const)('the idle field tells that %s', (_, spots, told) => {
  expect(tellIdle(idleField(spots, 60), 60)).toEqual(told)
})
