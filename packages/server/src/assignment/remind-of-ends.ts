import { accept, type Decision } from '@claviger/core/kernel/decision'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { mailToOf } from '../teams/mail-to.ts'
import { type EndingSoon, listEndingSoon } from './end-day-store.ts'
import type { keepLetters } from './keep-letters.ts'
import { listUndecided, type Undecided } from './keep-store.ts'

/** Letters at once. */
const mostAtOnce = 200

/**
 * Tells people in time that a question waits for their answer, or that what they were given until a day ends soon: one
 * letter a person and day. Takes a bounded number at a time; answers how many, and none when all are told.
 */
export async function remindOfEnds(
  tx: Tx,
  _request: Record<string, never>,
): Promise<Decision<{ readonly reminded: number }, VendorDoorRefusal>> {
  const door = await atVendor(tx, 'vendor.mail')
  if (!door.ok) return door
  const undecided = await listUndecided(tx, mostAtOnce)
  const ending = await listEndingSoon(tx, mostAtOnce)
  await queueLetters<typeof keepLetters>(tx, [...undecided.map(reminderTo), ...ending.map(noticeTo)])
  return accept({ reminded: undecided.length + ending.length })
}

function reminderTo(person: Undecided): NewLetter<typeof keepLetters> {
  const { organizationId, organization, locale, timeZone, personId, name, address, by, door, dueOn } = person
  const licenses = person.licenses.map((one) => ({ ...one, lastSeenAt: null }))
  return {
    ...{ kind: 'keep_reminder', organizationId, locale, secret: true },
    to: { address: mailToOf(address), name },
    facts: { by, organization, address, door, dueOn, timeZone, licenses },
    assignmentId: person.assignmentId,
    dedupeKey: `keep_reminder:${organizationId}:${personId}:${dueOn}`,
  }
}

function noticeTo(person: EndingSoon): NewLetter<typeof keepLetters> {
  const { organizationId, organization, locale, personId, name, address, endsOn, licenses } = person
  return {
    ...{ kind: 'license_ends_soon', organizationId, locale },
    to: { address: mailToOf(address), name },
    facts: { organization, address, endsOn, licenses },
    assignmentId: person.assignmentId,
    dedupeKey: `license_ends_soon:${organizationId}:${personId}:${endsOn}`,
  }
}
