import { countries, currencies } from '@claviger/core/teams/countries'
import { guessVendor, vendorLocales } from '@claviger/core/teams/guess-vendor'
import type { Option } from './ui/select-field.tsx'

/** Every country in the reader's language and order. */
export function countryOptions(locale: string): readonly Option[] {
  return named(locale, 'region', countries)
}

/** A country in the reader's language. */
export function countryName(locale: string, code: string): string {
  return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code) ?? code
}

/** The currencies one can sell in, the common ones first, each with its code. */
export function currencyOptions(locale: string): readonly Option[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  return currencies.map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }))
}

/** The languages letters can be written in, each by its own name. */
export function languageOptions(): readonly Option[] {
  return vendorLocales.map((value) => ({
    value,
    label: new Intl.DisplayNames(value, { type: 'language' }).of(value) ?? value,
  }))
}

/** The time zones there are; the one in use is among them even when it goes by an older name. */
export function timeZoneOptions(used: string): readonly Option[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', used])
  return [...zones].sort().map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}

/** The country a browser's languages let us suppose. */
export function guessCountry(request: Request): string {
  return guessVendor(request.headers.get('accept-language') ?? '').country
}

function named(locale: string, type: 'region', codes: readonly string[]): readonly Option[] {
  const names = new Intl.DisplayNames(locale, { type })
  const order = new Intl.Collator(locale)
  return codes
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((one, other) => order.compare(one.label, other.label))
}
