import { addDays, type CalendarDate, daysBetween } from '../kernel/calendar.ts'
import { check, firstUnmet } from '../kernel/rules.ts'
import type { SwitchKind } from './letter-kinds.ts'

/** The reminders people get by themselves: on which day after the license was given, and how many days it may be late. */
export const reminders = [
  { number: 1, kind: 'reminder_3', day: 3, lateDays: 6 },
  { number: 2, kind: 'reminder_10', day: 10, lateDays: 6 },
] as const satisfies readonly { kind: SwitchKind; number: number; day: number; lateDays: number }[]

/** Which of the two it is; 0 for one that somebody pressed for. */
export type ReminderNumber = 0 | (typeof reminders)[number]['number']

/** Nobody is reminded again before so many days have passed, however it came about. */
export const quietDays = 2

/** The hours of the organization's day in which people are written to. */
export const writingHours = { from: 8, until: 18 } as const

/** What became of the letter that told the person: the newest one counts. */
export type Announcement = 'left' | 'waiting' | 'failed' | 'none'

/** What is known of a license in somebody's hands. Days are the organization's. */
export interface ReminderFacts {
  readonly assignedOn: CalendarDate
  readonly ended: boolean
  readonly connected: boolean
  readonly announcement: Announcement
  /** The paid time and its grace are over. */
  readonly lapsed: boolean
  /** How many reminders left by themselves. */
  readonly reminders: number
  /** The last one, however it came about. */
  readonly remindedOn: CalendarDate | null
  readonly off: ReadonlySet<string>
}

/** Why nobody is reminded any more. */
export type NoReminder =
  | 'ended'
  | 'connected'
  | 'never_told'
  | 'letter_failed'
  | 'paid_time_over'
  | 'both_sent'
  | 'switched_off'
  | 'too_long_ago'

/** When the next reminder leaves by itself, or why none does. */
export type NextReminder =
  | { readonly due: CalendarDate; readonly number: ReminderNumber }
  | { readonly due: null; readonly why: NoReminder }

/** Says when the next reminder is due. A day that has passed means: as soon as people are written to. */
export function nextReminder(facts: ReminderFacts, today: CalendarDate): NextReminder {
  const barred = whyNone(facts)
  if (barred) return { due: null, why: barred }
  const left = reminders.filter((one) => one.number > facts.reminders)
  const wanted = left.filter((one) => !facts.off.has(one.kind))
  for (const { number, day, lateDays } of wanted) {
    const due = laterOf(addDays(facts.assignedOn, day), quietUntil(facts))
    const last = addDays(facts.assignedOn, day + lateDays)
    if (due <= last && today <= last) return { due, number }
  }
  if (left.length === 0) return { due: null, why: 'both_sent' }
  return { due: null, why: wanted.length < left.length ? 'switched_off' : 'too_long_ago' }
}

function whyNone({ ended, connected, announcement, lapsed }: ReminderFacts): NoReminder | null {
  if (ended) return 'ended'
  if (connected) return 'connected'
  if (announcement === 'none') return 'never_told'
  if (announcement === 'failed') return 'letter_failed'
  return lapsed ? 'paid_time_over' : null
}

function quietUntil({ assignedOn, remindedOn }: ReminderFacts): CalendarDate {
  return remindedOn ? addDays(remindedOn, quietDays) : assignedOn
}

/** Whether somebody who was reminded on this day is left in peace today. */
export function isQuiet(remindedOn: CalendarDate | null, today: CalendarDate): boolean {
  return remindedOn !== null && daysBetween(remindedOn, today) < quietDays
}

/** A license somebody presses *Remind* for. */
export interface RemindedByHand {
  readonly licenseId: string
  readonly held: boolean
  readonly connected: boolean
  readonly announcement: Announcement
  readonly remindedOn: CalendarDate | null
}

/** Why nobody is reminded of this license although somebody pressed for it; nothing when its holder is. */
export function refuseReminding(license: RemindedByHand, today: CalendarDate) {
  const { licenseId, held, connected, announcement, remindedOn } = license
  return firstUnmet([
    check('not_assigned', 'somebody_has_it', held, { licenseId }),
    check('connected_already', 'license_waits', !connected, { licenseId }),
    check('letter_waiting', 'letter_not_waiting', announcement !== 'waiting'),
    check('address_refused', 'letter_arrived', announcement !== 'failed', { licenseId }),
    check('reminded_lately', 'long_not_reminded', !isQuiet(remindedOn, today), { licenseId, on: remindedOn }),
  ])
}

function laterOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one > other ? one : other
}
