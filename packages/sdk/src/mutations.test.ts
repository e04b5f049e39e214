import { findCode } from '@claviger/core/activation/find-code'
import { expect, test } from 'vitest'
import { diceFrom } from './testing/dice.ts'
import { type Mutant, mutate, waysCount } from './testing/mutate.ts'
import { sampleQuestion as question, sampleMaterial } from './testing/sample-material.ts'
import { verifyLicenseSync } from './verify-sync.ts'

const material = sampleMaterial()
const believed = new Map(material.signed.map((jws) => [jws, verifyLicenseSync(jws, question)]))
const refused = new Set(['tampered', 'unreadable', 'update-the-application'])

test('every good license is believed', () => {
  expect([...believed.values()].map(({ kind }) => kind)).toEqual(
    ['valid', 'valid', 'valid', 'valid', 'valid', 'revoked'].flatMap((kind) => [kind, kind]),
  )
})

test('of 50,000 changed licenses none is believed, but those whose signed letters are all there', () => {
  const dice = diceFrom(4)
  const [wrong, seen]: [Mutant[], Set<string>] = [[], new Set()]
  for (let count = 0; count < 50_000; count++) {
    const mutant = mutate(material, dice)
    seen.add(mutant.how)
    if (!isRight(mutant)) wrong.push(mutant)
  }
  expect(wrong).toEqual([])
  expect(seen.size).toBe(waysCount)
}, 60_000)

/** Refused, or the very license that was signed, with the very verdict on it. */
function isRight({ text }: Mutant): boolean {
  const verdict = verifyLicenseSync(text, question)
  if (refused.has(verdict.kind)) return true
  const found = findCode(text)
  if ('reason' in found) return false
  const good = believed.get(`${found.header}.${found.payload}.${found.signature}`)
  return good !== undefined && JSON.stringify(good) === JSON.stringify(verdict)
}
