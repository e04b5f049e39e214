import { type ReminderNumber, reminders } from '@claviger/core/assignment/reminder-rules'
import { addDays } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { mailToOf } from '../teams/mail-to.ts'
import type { remindLetters } from './remind-letters.ts'
import { lockDueReminders, saveReminded, type Waiting } from './remind-store.ts'

/**
 * Reminds people who were given a license some days ago and have not connected it: on two days, in the hours people are
 * written to, with one letter a person. Takes a bounded number at a time; answers how many people, and none when
 * nothing is due.
 */
export async function sendReminders(
  tx: Tx,
  _request: Record<string, never>,
): Promise<Decision<{ readonly reminded: number }, VendorDoorRefusal>> {
  const door = await atVendor(tx, 'vendor.mail')
  if (!door.ok) return door
  const due = await lockDueReminders(tx)
  if (due.length === 0) return accept({ reminded: 0 })
  const people = [...Map.groupBy(due, (one) => `${one.organizationId} ${one.personId}`).values()]
  await saveReminded(tx, due)
  await queueLetters<typeof remindLetters>(tx, people.flatMap(letterTo))
  await record(tx, due.map(happened))
  return accept({ reminded: people.length })
}

/** Somebody with several licenses gets one letter; it is the last when it is for one of them. */
function letterTo(waiting: readonly Waiting[]): NewLetter<typeof remindLetters>[] {
  const [first] = waiting
  if (!first) return []
  const number = waiting.some((one) => one.number === 1) ? 1 : 2
  return [
    {
      kind: number === 1 ? 'reminder_3' : 'reminder_10',
      organizationId: first.organizationId,
      to: { address: mailToOf(first.address), name: first.name },
      locale: first.locale,
      facts: {
        ...{ number, by: first.by, byAddress: first.byAddress, organization: first.organization },
        ...{ address: first.address, licenses: waiting.map(licenseOf), nextOn: nextOf(waiting, number) },
      },
      assignmentId: first.assignmentId,
      dedupeKey: `reminder:${first.assignmentId}:${number}`,
    },
  ]
}

function licenseOf({ product, licenseId, door, by, givenOn, until }: Waiting) {
  return { product, licenseId, door, by, givenOn, until }
}

function nextOf(waiting: readonly Waiting[], number: ReminderNumber): string | null {
  const early = waiting.filter((one) => one.number === 1 && one.secondOn)
  const days = early.map((one) => addDays(one.givenOn, reminders[1].day))
  return number === 1 ? (days.sort()[0] ?? null) : null
}

function happened({ organizationId, teamId, licenseId, personId, product, address, number }: Waiting) {
  const facts = { product, address, number }
  return { what: 'person_reminded', organizationId, teamId, licenseId, personId, facts }
}
