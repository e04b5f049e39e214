import type { VerdictLanguage } from '@claviger/core/activation/verdict-words'

/** The language of the SDK that is nearest to the reader's. */
export function sdkLanguage(locale: string): VerdictLanguage {
  return locale.startsWith('de') ? 'de' : 'en'
}
