import type { CalendarDate } from '../kernel/calendar.ts'
import { type DayLocale, dayWords } from './day-words.ts'
import type { Verdict } from './verdict.ts'
import { deutsch } from './verdict-words-de.ts'
import { english } from './verdict-words-en.ts'

export type VerdictLanguage = 'en' | 'de'

/** How one language says what a product has concluded: what happened, until when, what now. */
export interface VerdictWords {
  readonly locale: DayLocale
  readonly words: { readonly [Kind in Verdict['kind']]: (verdict: Of<Kind>, say: Saying) => string }
}

export type Of<Kind extends Verdict['kind']> = Extract<Verdict, { kind: Kind }>

/** Days as people write them. */
export interface Saying {
  readonly day: (date: CalendarDate) => string
}

const languages: Readonly<Record<VerdictLanguage, VerdictWords>> = { en: english, de: deutsch }

/** Says a verdict in sentences for the person at the product. */
export function wordsOf(verdict: Verdict, language: VerdictLanguage = 'en'): string {
  const { locale, words } = languages[language]
  const day = (date: CalendarDate) => dayWords(date, locale)
  // Each kind has its own words; only the record of them all has forgotten which.
  return (words[verdict.kind] as (one: Verdict, say: Saying) => string)(verdict, { day })
}
