import { expect, test } from 'vitest'
import { directionOf } from './direction-of.ts'

test('Arabic is written from the right, German from the left', () => {
  expect([directionOf('ar-EG'), directionOf('de')]).toEqual(['rtl', 'ltr'])
})
