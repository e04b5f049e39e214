import { expect, test } from 'vitest'
import { directionOf, localeFor, preferredLocale } from './locales.ts'

test.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['fr,en-GB;q=0.7,de;q=0.9', 'de'],
  ['en', 'en-US'],
  ['en-AU', 'en-GB'],
  ['fr, de;q=0, en-gb', 'en-GB'],
  ['ja', undefined],
  ['', undefined],
  [null, undefined],
  [';q=x,,*', undefined],
])('of %s the best shipped language is %s', (header, locale) => {
  expect(preferredLocale(header)).toBe(locale)
})

test('a language that is not shipped has none', () => {
  expect(localeFor('ja-JP')).toBeUndefined()
})

test('Arabic is written from the right, German from the left', () => {
  expect([directionOf('ar-EG'), directionOf('de')]).toEqual(['rtl', 'ltr'])
})
