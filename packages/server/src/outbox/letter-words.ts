import { formatMinorPlain, money } from '@claviger/core/kernel/money'
import i18next from 'i18next'
import { plainName } from './plain-name.ts'
import de from './words/de.json' with { type: 'json' }
import enGB from './words/en-GB.json' with { type: 'json' }
import enUS from './words/en-US.json' with { type: 'json' }

type WithoutPlural<Key> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key

/** Every sentence a letter may say; plural endings are chosen by the count. */
export type WordKey = WithoutPlural<keyof typeof enUS>

/** A text that must reach the reader unaltered, such as an address to copy. */
export interface AsIs {
  readonly asIs: string
}

/** Marks a text of ours, never one a person chose freely. */
export const asIs = (text: string): AsIs => ({ asIs: text })

export type WordFacts = Readonly<Record<string, string | number | AsIs>>

/**
 * The words of one language. Whatever is put into a sentence is treated as a name somebody typed: it cannot become a
 * link, break a line, or turn the text around it.
 */
export interface LetterWords {
  (key: WordKey, facts?: WordFacts): string
  readonly locale: string
  /** A name or note on its own, made as harmless as inside a sentence. */
  name(text: string): string
  number(value: number): string
  /** A sum from minor units, as text so that it may exceed 2^53. */
  money(minor: string | number, currency: string): string
  /** A calendar date 'YYYY-MM-DD'. */
  date(day: string): string
  /** The time of day of an instant, in the vendor's zone, with the zone's name. */
  time(instant: string): string
  /** Day and time of an instant, in this zone or else the vendor's. */
  dateTime(instant: string, timeZone?: string): string
}

const catalogs = { 'en-US': enUS, 'en-GB': enGB, de } as const
type LetterLocale = keyof typeof catalogs

const words = i18next.createInstance()
words.init({
  lng: 'en-US',
  // British English only says what it spells differently; German is whole.
  fallbackLng: { 'en-GB': ['en-US'], default: [] },
  load: 'currentOnly',
  resources: Object.fromEntries(
    Object.entries(catalogs).map(([locale, catalog]) => [locale, { translation: catalog }]),
  ),
  interpolation: { escapeValue: false },
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
})

/** Finds the language a letter is written in: the one asked for, its sister, or American English. */
export function letterLocale(wanted: string): LetterLocale {
  if (wanted in catalogs) return wanted as LetterLocale
  const language = wanted.split('-')[0]
  if (language === 'de') return 'de'
  return language === 'en' && wanted !== 'en' ? 'en-GB' : 'en-US'
}

/** The words of a language, with dates and times in this zone. */
export function letterWords(wanted: string, timeZone: string): LetterWords {
  const locale = letterLocale(wanted)
  const say = words.getFixedT(locale)
  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
  const dateTime = (zone: string) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'long', timeStyle: 'short' })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const number = new Intl.NumberFormat(locale)
  const sentence = (key: WordKey, facts: WordFacts = {}) => String(say(key, harmless(facts)))
  // A function's own `name` is read-only, and ours is the reader of names.
  Object.defineProperty(sentence, 'name', { writable: true })
  return Object.assign(sentence, {
    locale,
    name: plainName,
    number: (value: number) => number.format(value),
    money: (minor: string | number, currency: string) => sum(locale, minor, currency),
    date: (text: string) => day.format(new Date(`${text}T00:00:00Z`)),
    time: (instant: string) => time.format(new Date(instant)),
    dateTime: (instant: string, zone = timeZone) => dateTime(zone).format(new Date(instant)),
  })
}

function harmless(facts: WordFacts): Record<string, string | number> {
  const pairs = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'string' ? plainName(value) : plain(value),
  ])
  return Object.fromEntries(pairs)
}

function plain(value: number | AsIs): string | number {
  return typeof value === 'number' ? value : value.asIs
}

function sum(locale: string, minor: string | number, currency: string): string {
  const exact = formatMinorPlain(money(BigInt(minor), currency))
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
    exact as Intl.StringNumericLiteral,
  )
}
