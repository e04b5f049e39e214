import type { DayLocale } from '@claviger/core/activation/day-words'
import type { VerdictLanguage } from '@claviger/core/activation/verdict-words'

/** How one language says what stands beside a verdict. */
interface StatusWords {
  readonly locale: DayLocale
  readonly none: string
  readonly clock: (seen: string) => string
  readonly network: (since: string, reason: string) => string
  readonly holds: (until: string) => string
  readonly storage: (reason: string) => string
  readonly ask: (address: string) => string
}

/** What people read beside the verdict, in each language. */
export const statusWords: Readonly<Record<VerdictLanguage, StatusWords>> = {
  en: {
    locale: 'en-GB',
    none: 'This product has no license yet. Connect one, or enter an activation code.',
    clock: (seen) =>
      `The clock of this computer is behind: this product has already seen ${seen}, and goes by that. Set the clock right; if it is right, connect to the license service once or enter a new activation code.`,
    network: (since, reason) => `The license service has not answered since ${since} (${reason}).`,
    holds: (until) => `Its last answer holds until ${until}.`,
    storage: (reason) =>
      `The license could not be kept on this computer (${reason}): connect or enter it again after the next start.`,
    ask: (address) => `Go on here: ${address}`,
  },
  de: {
    locale: 'de-DE',
    none: 'Dieses Produkt hat noch keine Lizenz. Verbinden Sie eine, oder geben Sie einen Aktivierungscode ein.',
    clock: (seen) =>
      `Die Uhr dieses Rechners geht nach: Hier wurde schon der ${seen} gesehen, und danach wird geurteilt. Stellen Sie die Uhr; geht sie richtig, verbinden Sie sich einmal mit dem Lizenzdienst oder geben Sie einen neuen Aktivierungscode ein.`,
    network: (since, reason) => `Der Lizenzdienst antwortet seit dem ${since} nicht (${reason}).`,
    holds: (until) => `Seine letzte Antwort gilt bis zum ${until}.`,
    storage: (reason) =>
      `Die Lizenz konnte auf diesem Rechner nicht gespeichert werden (${reason}): Verbinden Sie sie nach dem nächsten Start noch einmal, oder geben Sie den Code erneut ein.`,
    ask: (address) => `Hier geht es weiter: ${address}`,
  },
}
