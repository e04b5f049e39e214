import { expect, test } from 'vitest'
import { wordsFrom } from './create-words.ts'

const catalogs = {
  'en-US': {
    common: { seats_one: '{{count}} seat', seats_other: '{{count}} seats', spelled: 'license', only: 'x' },
  },
  'en-GB': { common: { spelled: 'licence' } },
  de: { common: { seats_one: '{{count}} Platz', seats_other: '{{count}} Plätze von {{who}}' } },
}

test('numbers are written in the way of the language, and the count chooses the plural', () => {
  expect(wordsFrom('en-US', catalogs).t('seats', { count: 1 })).toBe('1 seat')
  expect(wordsFrom('en-US', catalogs).t('seats', { count: 12500 })).toBe('12,500 seats')
  expect(wordsFrom('de', catalogs).t('seats', { count: 12500, who: 'A & B' })).toBe('12.500 Plätze von A & B')
})

test('British English says what it spells differently and takes the rest from American English', () => {
  expect(wordsFrom('en-GB', catalogs).t('spelled')).toBe('licence')
  expect(wordsFrom('en-GB', catalogs).t('only')).toBe('x')
})

test('a fact that looks like a reference to another sentence stays text', () => {
  expect(wordsFrom('de', catalogs).t('seats', { count: 2, who: '$t(only) {{count}}' })).toBe(
    '2 Plätze von $t(only) {{count}}',
  )
})
