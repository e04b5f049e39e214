import { createPublicKey, verify } from 'node:crypto'
import { sampleQuestion as question } from '../packages/sdk/src/testing/sample-material.ts'
import { bareLicenseOf, keyOne, licenseOf, sample } from '../packages/sdk/src/testing/test-vendor.ts'
import { verifyLicenseSync } from '../packages/sdk/src/verify-sync.ts'
import { atLeast, atMost, figure, median } from './measuring/figure.ts'

// A whole check of a pasted license by the SDK, from its letters to its verdict, against nothing but the signature of
// the same bytes on node:crypto with the key at hand. Both take turns. The root's statement has been checked before.

const rounds = 15
const perRound = 2_000

const text = licenseOf()
const [header, payload, signature = ''] = bareLicenseOf(sample).split('.')
const signed = Buffer.from(`${header}.${payload}`)
const seal = Buffer.from(signature, 'base64url')
const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: keyOne.publicKey }, format: 'jwk' })

const bySdk = () => verifyLicenseSync(text, question).kind === 'valid'
const bare = () => verify(null, signed, key, seal)

takeTurn()
const turns = Array.from({ length: rounds }, takeTurn)
figure('sdk-verify', median(turns.map((turn) => turn.sdk / turn.bare)), 'x', atMost(1.3))
figure(
  'sdk-verify-speed',
  perRound / (median(turns.map((turn) => turn.sdk)) / 1000),
  'checks/s',
  atLeast(5_000),
)

function takeTurn(): { readonly sdk: number; readonly bare: number } {
  return { sdk: timeOf(bySdk), bare: timeOf(bare) }
}

/** How long a round takes, in milliseconds; a check that fails is no measurement. */
function timeOf(check: () => boolean): number {
  const begun = performance.now()
  for (let time = 0; time < perRound; time++) if (!check()) throw new Error('a good license was refused')
  return performance.now() - begun
}
