import { createPublicKey, verify } from 'node:crypto'
import { issuedAt, sampleLicense } from '../packages/sdk/src/testing/sample-licenses.ts'
import { sampleKey, sampleVendor } from '../packages/sdk/src/testing/sample-vendor.ts'
import { verifyLicenseSync } from '../packages/sdk/src/verify-sync.ts'
import { atLeast, atMost, figure, median } from './measuring/figure.ts'

// A whole check of a pasted license by the SDK, from its letters to its verdict, against nothing but the signature of
// the same bytes on node:crypto with the key at hand. Both take turns. The root's statement has been checked before.

const rounds = 15
const perRound = 2_000

const vendor = sampleVendor(sampleKey(1), sampleKey(2))
const text = vendor.text(sampleLicense())
const question = {
  ...{ rootKey: vendor.root.publicKey, product: 'LOOM', release: '6.2.1' },
  now: new Date((issuedAt + 3600) * 1000),
}
const [header, payload, signature = ''] = vendor.jws(sampleLicense()).split('.')
const signed = Buffer.from(`${header}.${payload}`)
const sealOfIt = Buffer.from(signature, 'base64url')
const key = createPublicKey({
  key: { kty: 'OKP', crv: 'Ed25519', x: vendor.signing.publicKey },
  format: 'jwk',
})

const bySdk = () => verifyLicenseSync(text, question).kind === 'valid'
const bare = () => verify(null, signed, key, sealOfIt)

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
