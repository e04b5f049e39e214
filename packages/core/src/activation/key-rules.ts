import { addDays, calendarDate, endOfDay } from '../kernel/calendar.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { type FieldsWrong, readFields } from '../kernel/fields.ts'
import { check, passing, type ReasonedRefusal } from '../kernel/rules.ts'

/** What a decision about keys looks at; never the private halves. */
export interface HeldKey {
  readonly kid: string
  readonly role: 'root' | 'signing'
  readonly publicKey: string
  readonly current: boolean
  /** The private half is kept in this installation. */
  readonly here: boolean
  /** The root has signed for it; one that is only asked for has nothing yet. */
  readonly certified: boolean
  readonly retiredAt: Date | null
  readonly backedUpAt: Date | null
}

/** The private half of the root, given for one act by whoever keeps it. */
export interface RootGiven {
  readonly kid: string
}

export type RootRefusal = ReasonedRefusal<'root_offline' | 'root_of_another'>

/** Decides whether the root can sign now: kept here, or given for the moment by whoever keeps it. */
export function decideRootSigning(
  keys: readonly HeldKey[],
  given: RootGiven | null,
): Decision<'pass', RootRefusal> {
  const root = rootOf(keys)
  const kid = root.kid
  return passing([
    check('root_of_another', 'root_belongs_here', given === null || given.kid === kid, {
      kid,
      given: given?.kid ?? null,
    }),
    check('root_offline', 'root_at_hand', given !== null || root.here, { kid }),
  ])
}

/** When a key stops counting, and what has to happen before. */
export interface Retirement {
  readonly kid: string
  readonly at: Date
  /** It is the key that signs: another takes its place first. */
  readonly rotatesFirst: boolean
  /** It stops by then anyway, so nothing is left to do. */
  readonly already: boolean
}

export type RetirementRefusal =
  | ReasonedRefusal<'key_not_found' | 'key_already_retired'>
  | RootRefusal
  | { readonly code: 'date_in_the_past'; readonly field: 'at' }

/** What was asked: which key, from when on (at once when nothing is said), and with whose root. */
export interface RetirementAsked {
  readonly kid: string
  readonly at: Date | null
  readonly now: Date
  readonly given: RootGiven | null
}

/** Decides from when on nothing a key has signed counts any more. A retirement can be brought forward, never put off. */
export function planRetirement(
  keys: readonly HeldKey[],
  { kid, at, now, given }: RetirementAsked,
): Decision<Retirement, RetirementRefusal> {
  const key = keys.find((one) => one.kid === kid && one.role === 'signing' && one.certified)
  const retiredAt = key?.retiredAt ?? null
  const known = passing([
    check('key_not_found', 'signing_key_is_known', key !== undefined, { kid }),
    check('key_already_retired', 'key_not_retired', !retiredAt || !at || at <= retiredAt, {
      kid,
      at: retiredAt,
    }),
  ])
  if (!known.ok) return known
  if (at && at < now) return refuse('date_in_the_past', { field: 'at' })
  const from = at ?? now
  if (retiredAt && retiredAt <= from)
    return accept({ kid, at: retiredAt, rotatesFirst: false, already: true })
  const root = decideRootSigning(keys, given)
  if (!root.ok) return root
  return accept({ kid, at: from, rotatesFirst: key?.current ?? false, already: false })
}

/** Reads from when on a key is retired: nothing for at once, a day from its beginning on, or a moment in UTC. */
export function readRetirementMoment(text: string, timeZone: string): Decision<Date | null> {
  if (text.trim() === '') return accept(null)
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(text)) {
    const moment = new Date(text)
    return Number.isNaN(moment.getTime()) ? refuse('not_a_calendar_date') : accept(moment)
  }
  const day = calendarDate(text)
  return day.ok ? accept(endOfDay(addDays(day.plan, -1), timeZone)) : day
}

/** Decides whether the private half of the root may be deleted here: only when it is kept somewhere else. */
export function decideRootLeaving(
  keys: readonly HeldKey[],
): Decision<'pass', ReasonedRefusal<'root_offline' | 'root_not_backed_up'>> {
  const { kid, here, backedUpAt } = rootOf(keys)
  return passing([
    check('root_offline', 'root_at_hand', here, { kid }),
    check('root_not_backed_up', 'root_backed_up', backedUpAt !== null, { kid }),
  ])
}

/** Decides whether kept keys may take the place of those here: the same root, or keys nobody relies on yet. */
export function decideKeysComingBack(
  keys: readonly HeldKey[],
  rootKid: string,
  documents: number,
): Decision<'same_root' | 'instead', ReasonedRefusal<'keys_in_use'>> {
  const root = keys.find((key) => key.role === 'root')
  if (root?.kid === rootKid) return accept('same_root')
  const free = passing([
    check('keys_in_use', 'no_document_relies_on_keys', documents === 0, {
      documents,
      kid: root?.kid ?? null,
    }),
  ])
  return free.ok ? accept('instead') : free
}

/** A passphrase that is worth guessing at has fewer letters than this. */
export const leastPassphrase = 12

/** Reads a passphrase that was typed twice, because nobody can ask us for it later. */
export function readPassphrase(typed: {
  readonly passphrase: string
  readonly again: string
}): Decision<string, FieldsWrong> {
  const read = readFields({
    passphrase:
      [...typed.passphrase].length >= leastPassphrase
        ? accept(typed.passphrase)
        : refuse('passphrase_too_short', { least: leastPassphrase }),
    again: typed.again === typed.passphrase ? accept(typed.again) : refuse('passphrases_differ'),
  })
  return read.ok ? accept(read.plan.passphrase) : read
}

function rootOf(keys: readonly HeldKey[]): HeldKey {
  const root = keys.find((key) => key.role === 'root')
  if (!root) throw new Error('This installation has no keys yet: start Claviger once.')
  return root
}
