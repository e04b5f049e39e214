import { expect, test } from 'vitest'
import { countries } from './countries.ts'
import { guessVendor, localeOfCountry, timeZoneOf } from './guess-vendor.ts'

test.each([
  ['de-DE,de;q=0.9,en;q=0.8', { country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin', locale: 'de' }],
  ['de', { country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin', locale: 'de' }],
  ['en-GB', { country: 'GB', currency: 'GBP', timeZone: 'Europe/London', locale: 'en-GB' }],
  ['ja', { country: 'JP', currency: 'JPY', timeZone: 'Asia/Tokyo', locale: 'en-US' }],
  ['de-CH', { country: 'CH', currency: 'CHF', timeZone: 'Europe/Zurich', locale: 'de' }],
  ['*', { country: 'US', currency: 'USD', timeZone: 'America/New_York', locale: 'en-US' }],
  ['', { country: 'US', currency: 'USD', timeZone: 'America/New_York', locale: 'en-US' }],
  ['-;q=1,%%%', { country: 'US', currency: 'USD', timeZone: 'America/New_York', locale: 'en-US' }],
])('a browser that asks for %j sells from there', (asked, guess) => {
  expect(guessVendor(asked)).toEqual(guess)
})

test('every guess is a country and a time zone that exist', () => {
  for (const country of countries) {
    const zone = timeZoneOf(country, 'UTC')
    expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
  }
})

test.each([
  ['DE', 'de'],
  ['AT', 'de'],
  ['CH', 'de'],
  ['GB', 'en-GB'],
  ['US', 'en-US'],
  ['JP', 'en-US'],
])('a customer in %s is written to in %s', (country, locale) => {
  expect(localeOfCountry(country)).toBe(locale)
})
