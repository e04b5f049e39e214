import { expect, test } from 'vitest'
import { codeGoesWithLetter } from './code-goes-with-letter.ts'

test.each([
  ['letter', 'form', false, false, true],
  ['letter', 'form', false, true, true],
  ['letter', 'list', false, true, true],
  ['letter', 'link', false, true, true],
  ['letter', 'request', false, true, true],
  ['letter', 'api', false, false, false],
  ['letter', 'api', true, false, true],
  ['letter', 'api', true, true, false],
  ['page', 'form', true, false, false],
  ['page', 'api', true, false, false],
  ['ask', 'list', true, false, false],
  ['ask', 'link', true, true, false],
] as const)(
  'by policy %s, assigned by %s, asked for: %s, with an account: %s, the code goes with the letter: %s',
  (policy, cameBy, asked, holdsAccount, goes) => {
    expect(codeGoesWithLetter({ policy, cameBy, asked, holdsAccount })).toBe(goes)
  },
)
