import { dayWords } from '@claviger/core/activation/day-words'
import { mayRun, type Verdict } from '@claviger/core/activation/verdict'
import { type VerdictLanguage, wordsOf } from '@claviger/core/activation/verdict-words'
import { dayIn } from '@claviger/core/activation/zone-day'
import { statusWords } from './status-words.ts'

/** What a product knows of its license now. */
export interface LicenseStatus {
  /** Whether this release may run: valid, in grace, or a fallback kept for good. */
  readonly runs: boolean
  /** The conclusion; switch over its `kind`. Without any license it is `unreadable` with the reason `empty`. */
  readonly verdict: Verdict
  /** Where the license comes from: an entered code, a connection to the vendor, or nowhere yet. */
  readonly source: 'code' | 'connected' | null
  /** All of it in sentences for people, with what is to be done. */
  readonly words: string
  /** The clock of this machine is more than a day behind a time this product has seen: it was judged by that time. */
  readonly clock?: { readonly behind: true; readonly seen: Date } | undefined
  /** Until when the vendor's last answer holds without another one, where a connection is the source. */
  readonly holdsUntil?: Date | undefined
  /** The vendor could not be reached: since when, and why. */
  readonly network?: { readonly since: Date; readonly reason: string } | undefined
  /** What is known could not be written down, and is forgotten when the program ends. */
  readonly storage?: { readonly reason: string } | undefined
  /** Where the person may ask for a license that was taken back. */
  readonly ask?: string | undefined
}

type Known = Omit<LicenseStatus, 'words' | 'runs'>

/** Puts the words together: the verdict, then what hinders it. Days are those of the license. */
export function worded(known: Known, language: VerdictLanguage, timeZone = 'UTC'): LicenseStatus {
  const { locale, none, ...say } = statusWords[language]
  const { verdict, source, clock, network, holdsUntil, storage, ask } = known
  const runs = mayRun(verdict)
  const isNone = source === null && verdict.kind === 'unreadable' && verdict.reason === 'empty'
  const day = (moment: Date) => dayWords(dayIn(moment, timeZone), locale)
  const waits = network && source === 'connected' && runs
  const sentences = [
    isNone ? none : wordsOf(verdict, language),
    clock && !isNone && verdict.kind !== 'not-yet' && say.clock(day(clock.seen)),
    waits && say.network(day(network.since), network.reason),
    waits && holdsUntil && say.holds(day(holdsUntil)),
    storage && say.storage(storage.reason),
    ask && verdict.kind === 'revoked' && say.ask(ask),
  ]
  return { ...known, runs, words: sentences.filter((one) => one).join(' ') }
}
