import { findCode } from '../packages/core/src/activation/find-code.ts'
import { diceFrom } from '../packages/sdk/src/testing/dice.ts'
import { mutate } from '../packages/sdk/src/testing/mutate.ts'
import { sampleQuestion as question, sampleMaterial } from '../packages/sdk/src/testing/sample-material.ts'
import { verifyLicenseSync } from '../packages/sdk/src/verify-sync.ts'
import { atLeast, atMost, figure } from './measuring/figure.ts'

// A million changed and forged licenses, another million in every run: the tests look at 50,000 that are always the
// same. What is believed must be, letter for letter, a license that was signed.

const count = 1_000_000
const seed = Date.now() % 2 ** 32

const material = sampleMaterial()
const genuine = new Set(material.signed)
const refused = new Set(['tampered', 'unreadable', 'update-the-application'])

const dice = diceFrom(seed)
let [accepted, crashed, untouched] = [0, 0, 0]
const begun = performance.now()
for (let number = 0; number < count; number++) look(mutate(material, dice))
const seconds = (performance.now() - begun) / 1000

console.log(`seed ${seed}: ${untouched} of ${count} still had every signed letter`)
figure('mutations-accepted', accepted, 'licenses', atMost(0))
figure('mutations-crashed', crashed, 'times', atMost(0))
figure('mutations-speed', count / seconds, 'licenses/s', atLeast(2_000))

function look({ how, text }: { readonly how: string; readonly text: string }): void {
  try {
    if (refused.has(verifyLicenseSync(text, question).kind)) return
    if (isGenuine(text)) untouched++
    else report(`accepted: ${how}`, text, ++accepted)
  } catch (fault) {
    report(`crashed: ${how}: ${fault}`, text, ++crashed)
  }
}

function isGenuine(text: string): boolean {
  const found = findCode(text)
  return !('reason' in found) && genuine.has(`${found.header}.${found.payload}.${found.signature}`)
}

function report(what: string, text: string, times: number): void {
  if (times <= 10) console.error(what, JSON.stringify(text))
}
