/** What a first look at a browser tells about where its owner sells from. Always shown, always editable. */
export interface VendorGuess {
  readonly country: string
  readonly currency: string
  readonly timeZone: string
  readonly locale: VendorLocale
}

export const vendorLocales = ['en-US', 'en-GB', 'de'] as const
export type VendorLocale = (typeof vendorLocales)[number]

const euro = 'EUR'
const places: Readonly<Record<string, readonly [currency: string, timeZone: string]>> = {
  AE: ['AED', 'Asia/Dubai'],
  AR: ['ARS', 'America/Argentina/Buenos_Aires'],
  AT: [euro, 'Europe/Vienna'],
  AU: ['AUD', 'Australia/Sydney'],
  BE: [euro, 'Europe/Brussels'],
  BG: [euro, 'Europe/Sofia'],
  BR: ['BRL', 'America/Sao_Paulo'],
  CA: ['CAD', 'America/Toronto'],
  CH: ['CHF', 'Europe/Zurich'],
  CL: ['CLP', 'America/Santiago'],
  CN: ['CNY', 'Asia/Shanghai'],
  CO: ['COP', 'America/Bogota'],
  CZ: ['CZK', 'Europe/Prague'],
  DE: [euro, 'Europe/Berlin'],
  DK: ['DKK', 'Europe/Copenhagen'],
  EE: [euro, 'Europe/Tallinn'],
  EG: ['EGP', 'Africa/Cairo'],
  ES: [euro, 'Europe/Madrid'],
  FI: [euro, 'Europe/Helsinki'],
  FR: [euro, 'Europe/Paris'],
  GB: ['GBP', 'Europe/London'],
  GR: [euro, 'Europe/Athens'],
  HK: ['HKD', 'Asia/Hong_Kong'],
  HR: [euro, 'Europe/Zagreb'],
  HU: ['HUF', 'Europe/Budapest'],
  ID: ['IDR', 'Asia/Jakarta'],
  IE: [euro, 'Europe/Dublin'],
  IL: ['ILS', 'Asia/Jerusalem'],
  IN: ['INR', 'Asia/Kolkata'],
  IS: ['ISK', 'Atlantic/Reykjavik'],
  IT: [euro, 'Europe/Rome'],
  JP: ['JPY', 'Asia/Tokyo'],
  KE: ['KES', 'Africa/Nairobi'],
  KR: ['KRW', 'Asia/Seoul'],
  KW: ['KWD', 'Asia/Kuwait'],
  LT: [euro, 'Europe/Vilnius'],
  LU: [euro, 'Europe/Luxembourg'],
  LV: [euro, 'Europe/Riga'],
  MX: ['MXN', 'America/Mexico_City'],
  MY: ['MYR', 'Asia/Kuala_Lumpur'],
  NG: ['NGN', 'Africa/Lagos'],
  NL: [euro, 'Europe/Amsterdam'],
  NO: ['NOK', 'Europe/Oslo'],
  NZ: ['NZD', 'Pacific/Auckland'],
  PH: ['PHP', 'Asia/Manila'],
  PL: ['PLN', 'Europe/Warsaw'],
  PT: [euro, 'Europe/Lisbon'],
  RO: ['RON', 'Europe/Bucharest'],
  RS: ['RSD', 'Europe/Belgrade'],
  SA: ['SAR', 'Asia/Riyadh'],
  SE: ['SEK', 'Europe/Stockholm'],
  SG: ['SGD', 'Asia/Singapore'],
  SI: [euro, 'Europe/Ljubljana'],
  SK: [euro, 'Europe/Bratislava'],
  TH: ['THB', 'Asia/Bangkok'],
  TR: ['TRY', 'Europe/Istanbul'],
  TW: ['TWD', 'Asia/Taipei'],
  UA: ['UAH', 'Europe/Kyiv'],
  US: ['USD', 'America/New_York'],
  VN: ['VND', 'Asia/Ho_Chi_Minh'],
  ZA: ['ZAR', 'Africa/Johannesburg'],
}

/** Guesses country, currency, time zone and language from the languages a browser asks for. */
export function guessVendor(acceptLanguage: string): VendorGuess {
  const asked = firstLocale(acceptLanguage)
  const region = asked?.maximize().region
  const country = region && places[region] ? region : 'US'
  const [currency, timeZone] = places[country] ?? ['USD', 'UTC']
  return { country, currency, timeZone, locale: localeFor(asked?.language, country) }
}

/** The time zone most of a country's offices share, or this one where we do not know. */
export function timeZoneOf(country: string, otherwise: string): string {
  return places[country]?.[1] ?? otherwise
}

/** The language a new customer is written to, as long as they have not chosen one: that of their country. */
export function localeOfCountry(country: string): VendorLocale {
  return localeFor(new Intl.Locale(`und-${country}`).maximize().language, country)
}

/** The one of our languages for somebody who reads this one: German where it is read, else the nearer English. */
function localeFor(language: string | undefined, country: string): VendorLocale {
  if (language === 'de') return 'de'
  return ['GB', 'IE', 'AU', 'NZ', 'IN', 'ZA', 'HK', 'SG', 'KE', 'NG'].includes(country) ? 'en-GB' : 'en-US'
}

function firstLocale(acceptLanguage: string): Intl.Locale | undefined {
  const tag = /[a-z]{2,3}(?:-[a-z0-9]{2,8})*/i.exec(acceptLanguage.slice(0, 200))?.[0]
  try {
    return tag ? new Intl.Locale(tag) : undefined
  } catch {
    return undefined
  }
}
