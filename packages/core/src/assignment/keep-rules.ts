import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import { check, passing } from '../kernel/rules.ts'

/** How long somebody has to say whether they still use a license, and how long before the end they are reminded. */
export const keepDays = { toAnswer: 14, toRemind: 3 } as const

/** How many days before the last one whoever was given a license until a day is told. */
export const endsSoonDays = 7

/** The last day on which a question asked today can be answered: silence frees the license when it is over. */
export function keepDueOn(today: CalendarDate): CalendarDate {
  return addDays(today, keepDays.toAnswer)
}

/** What became of a question: it waits, or was answered, by silence perhaps. */
export type KeepState = 'open' | 'kept' | 'given_back' | 'freed' | 'withdrawn'

/** What the person may say. */
export type KeepAnswer = 'kept' | 'given_back'

/** Lets an answer through while the question waits and the license is still theirs. */
export function mayAnswer(question: { readonly state: KeepState; readonly held: boolean }) {
  const { state, held } = question
  return passing([
    check('question_answered', 'question_is_open', state === 'open', { state }),
    check('already_returned', 'person_still_has_it', held),
  ])
}
