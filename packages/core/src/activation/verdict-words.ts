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

/** Finds the language for a tag such as de-AT: the one it begins with, or English where there are no words for it. */
export function languageOf(tag: string): VerdictLanguage {
  const [language = ''] = tag.toLowerCase().split(/[-_]/)
  return isSpoken(language) ? language : 'en'
}

function isSpoken(language: string): language is VerdictLanguage {
  return Object.hasOwn(languages, language)
}

/**
 * Says a verdict in sentences for the person at the product: what happened, until when, and what to do now.
 *
 * @param language A language tag such as `navigator.language`; English where there are no words for it.
 */
export function wordsOf(verdict: Verdict, language = 'en'): string {
  const { locale, words } = languages[languageOf(language)]
  const day = (date: CalendarDate) => dayWords(date, locale)
  // Each kind has its own words; only the record of them all has forgotten which.
  return (words[verdict.kind] as (one: Verdict, say: Saying) => string)(verdict, { day })
}
