import { type Locale, locales, type Theme, themes } from '../access/profile.ts'
import { readCookie } from '../access/session-cookie.ts'

/** The best language we have for what a browser asks for; nothing when it asks for none of ours. */
export function acceptedLocale(header: string | null): Locale | null {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*q=/))
    .map(([tag = '', weight]) => ({
      tag: tag.toLowerCase(),
      weight: weight === undefined ? 1 : Number(weight),
    }))
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight)
  return wanted.map(({ tag }) => localeFor(tag)).find((found) => found !== null) ?? null
}

function localeFor(tag: string): Locale | null {
  const [language, region] = tag.split('-')
  if (language === 'de') return 'de'
  if (language !== 'en') return null
  return region === undefined || region === 'us' ? 'en-US' : 'en-GB'
}

/** The language of an answer: what the account says, else this browser's choice, else what it accepts. */
export function localeOf(headers: Headers, chosen: Locale | null): Locale {
  const kept = readCookie(headers, 'claviger_locale')
  return (
    chosen ?? locales.find((one) => one === kept) ?? acceptedLocale(headers.get('accept-language')) ?? 'en-US'
  )
}

/** The theme of an answer: what the account says, else this browser's choice, else the system's. */
export function themeOf(headers: Headers, chosen: Theme | null): Theme {
  const kept = readCookie(headers, 'claviger_theme')
  return chosen ?? themes.find((one) => one === kept) ?? 'system'
}
