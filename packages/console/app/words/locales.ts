/** The languages that ship, in the order in which they are offered. */
export const locales = ['en-US', 'en-GB', 'de'] as const

export type Locale = (typeof locales)[number]

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])

/** Tells which way a language is written. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr'
}

/** Picks the best shipped language for an Accept-Language header, or nothing when none is wanted. */
export function preferredLocale(header: string | null): Locale | undefined {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => part.trim().split(';q='))
    .map(([tag = '', weight]) => ({
      tag: tag.toLowerCase(),
      weight: weight === undefined ? 1 : Number(weight),
    }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { tag } of wanted) {
    const found = localeFor(tag)
    if (found) return found
  }
  return undefined
}

/** Finds the shipped language a tag stands for: `de-AT` is German, English outside the USA is British. */
export function localeFor(tag: string): Locale | undefined {
  const exact = locales.find((locale) => locale.toLowerCase() === tag.toLowerCase())
  if (exact) return exact
  const [language, region] = tag.toLowerCase().split('-')
  if (language === 'en') return region === undefined || region === 'us' ? 'en-US' : 'en-GB'
  return locales.find((locale) => locale === language)
}
