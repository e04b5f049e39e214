import { expect, test } from 'vitest'
import { type CalendarDate, dateFrom } from '../kernel/calendar.ts'
import { localDays, startOfDay } from './local-day.ts'
import { isQuiet, nextReminder, type ReminderFacts } from './reminder-rules.ts'

const day = (text: string): CalendarDate => dateFrom(text)
const given = (facts: Partial<ReminderFacts> = {}): ReminderFacts => ({
  ...{ assignedOn: day('2026-11-02'), ended: false, connected: false, announcement: 'left', lapsed: false },
  ...{ reminders: 0, remindedOn: null, off: new Set() },
  ...facts,
})
const once = { reminders: 1, remindedOn: day('2026-11-05') }

test.each([
  ['2026-11-02', given(), { due: '2026-11-05', number: 1 }],
  ['2026-11-09', given(), { due: '2026-11-05', number: 1 }],
  ['2026-11-06', given(once), { due: '2026-11-12', number: 2 }],
  ['2026-11-12', given(), { due: '2026-11-12', number: 2 }],
  ['2026-11-04', given({ remindedOn: day('2026-11-04') }), { due: '2026-11-06', number: 1 }],
  ['2026-11-03', given({ off: new Set(['reminder_3']) }), { due: '2026-11-12', number: 2 }],
  ['2026-11-03', given({ announcement: 'waiting' }), { due: '2026-11-05', number: 1 }],
])('on %s, with %o, the next reminder is %o', (today, facts, next) => {
  expect(nextReminder(facts, day(today))).toEqual(next)
})

test.each([
  ['ended', given({ ended: true })],
  ['connected', given({ connected: true })],
  ['never_told', given({ announcement: 'none' })],
  ['letter_failed', given({ announcement: 'failed' })],
  ['paid_time_over', given({ lapsed: true })],
  ['both_sent', given({ reminders: 2, remindedOn: day('2026-11-12') })],
  ['switched_off', given({ off: new Set(['reminder_3', 'reminder_10']) })],
  ['switched_off', given({ ...once, off: new Set(['reminder_10']) })],
] as const)('no reminder is due when it is %s', (why, facts) => {
  expect(nextReminder(facts, day('2026-11-06'))).toEqual({ due: null, why })
})

test('what is long past is not made up for', () => {
  expect(nextReminder(given(), day('2026-11-19'))).toEqual({ due: null, why: 'too_long_ago' })
})

test('somebody is left in peace on the day of a reminder and the day after', () => {
  const asked = (today: string) => isQuiet(day('2026-11-04'), day(today))
  expect(['2026-11-04', '2026-11-05', '2026-11-06'].map(asked)).toEqual([true, true, false])
  expect(isQuiet(null, day('2026-11-04'))).toBe(false)
})

test('a day begins when its first hour does, in the night its clocks change too', () => {
  expect(startOfDay(day('2027-03-14'), 'America/New_York')).toEqual(new Date('2027-03-14T05:00:00Z'))
  expect(startOfDay(day('2027-03-15'), 'America/New_York')).toEqual(new Date('2027-03-15T04:00:00Z'))
  // Clocks there go forward at midnight: the day begins at one.
  expect(startOfDay(day('2026-09-06'), 'America/Santiago')).toEqual(new Date('2026-09-06T04:00:00Z'))
})

test('the same moment is another day and hour elsewhere', () => {
  const now = new Date('2026-11-02T23:30:00Z')
  expect(localDays(now, ['Europe/London', 'Asia/Kolkata', 'America/New_York'])).toEqual([
    { timeZone: 'Europe/London', today: '2026-11-02', hour: 23 },
    { timeZone: 'Asia/Kolkata', today: '2026-11-03', hour: 5 },
    { timeZone: 'America/New_York', today: '2026-11-02', hour: 18 },
  ])
})
