import { mayRun, type Verdict } from '@claviger/core/activation/verdict'
import { type VerdictLanguage, wordsOf } from '@claviger/core/activation/verdict-words'
import { dateOfDay } from '@claviger/core/activation/zone-day'

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
  /** The vendor could not be reached: since when, why, and until when the last answer holds. */
  readonly network?:
    | { readonly since: Date; readonly reason: string; readonly until: Date | undefined }
    | undefined
  /** Where the person may ask for a license that was taken back. */
  readonly ask?: string | undefined
}

/** Puts the words together: the verdict, then what hinders it. */
export function worded(
  status: Omit<LicenseStatus, 'words' | 'runs'>,
  language: VerdictLanguage,
): LicenseStatus {
  const runs = mayRun(status.verdict)
  const sentences = [
    sentenceOf(status, language),
    clockWords(status, language),
    networkWords(status, runs, language),
  ]
  const words = [...sentences, askWords(status, language)].filter((one) => one !== '').join(' ')
  return { ...status, runs, words }
}

type Known = Omit<LicenseStatus, 'words' | 'runs'>

const none = {
  en: 'This product has no license yet. Connect one, or enter an activation code.',
  de: 'Dieses Produkt hat noch keine Lizenz. Verbinden Sie eine, oder geben Sie einen Aktivierungscode ein.',
} as const

function sentenceOf({ source, verdict }: Known, language: VerdictLanguage): string {
  return source === null && verdict.kind === 'unreadable' ? none[language] : wordsOf(verdict, language)
}

function clockWords({ clock }: Known, language: VerdictLanguage): string {
  if (!clock) return ''
  const seen = dayIn(clock.seen, language)
  return language === 'de'
    ? `Die Uhr dieses Rechners geht nach: Hier wurde schon der ${seen} gesehen, und danach wird geurteilt. Stellen Sie die Uhr.`
    : `The clock of this computer is behind: this product has already seen ${seen}, and goes by that. Set the clock right.`
}

function networkWords({ network, source }: Known, runs: boolean, language: VerdictLanguage): string {
  if (!network || source !== 'connected' || !runs) return ''
  const since = dayIn(network.since, language)
  const until = network.until ? dayIn(network.until, language) : ''
  if (language === 'de')
    return `Der Lizenzdienst ist seit ${since} nicht zu erreichen (${network.reason}).${until ? ` Die letzte Antwort gilt bis ${until}.` : ''}`
  return `The license service cannot be reached since ${since} (${network.reason}).${until ? ` Its last answer holds until ${until}.` : ''}`
}

function askWords({ ask, verdict }: Known, language: VerdictLanguage): string {
  if (!ask || verdict.kind !== 'revoked') return ''
  return language === 'de' ? `Hier geht es weiter: ${ask}` : `Go on here: ${ask}`
}

function dayIn(moment: Date, language: VerdictLanguage): string {
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  const day = dateOfDay(Math.floor(moment.getTime() / 86_400_000))
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', format).format(
    Date.parse(`${day}T12:00:00Z`),
  )
}
