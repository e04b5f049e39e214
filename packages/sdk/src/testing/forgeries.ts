import { createHmac } from 'node:crypto'
import { kidOf } from '@claviger/core/activation/document'
import { statementPayload } from '@claviger/core/activation/key-statement'
import { headerOf, payloadOf } from '@claviger/core/activation/write-license'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { type Dice, pick } from './dice.ts'
import { bareLicenseOf, encoded, jwsOf, keyOf, keyOne, root, sample, statementOf } from './test-vendor.ts'

/** Makes a license without the vendor's keys, by somebody who knows the format and holds good licenses. */
export type Forgery = (dice: Dice) => string

const [hisRoot, hisKey] = [keyOf("the forger's root"), keyOf("the forger's key")]
const hisName = kidOf(hisKey.publicKey)
const ourName = kidOf(keyOne.publicKey)
const ourStatement = statementOf(keyOne)
const wanted = payloadOf({ ...sample, person: 'Mallory', serial: 9 })

/** Everything a forger can try with keys of his own. */
export const forgeries: Readonly<Record<string, Forgery>> = {
  'a vendor of his own': () => bareLicenseOf(sample, hisKey, hisRoot),
  'his root under the name of ours': () => signedWith(headerOf(hisName, hisStatement(root.publicKey))),
  'his root under the name of our signing key': () =>
    signedWith(headerOf(hisName, hisStatement(keyOne.publicKey))),
  'our statement, his signature': () => signedWith(headerOf(ourName, ourStatement)),
  'our statement, his name for the key': () => signedWith(headerOf(hisName, ourStatement)),
  'our statement with his key in it': () => signedWith(headerOf(hisName, withHisKey(ourStatement))),
  'a license as a statement': () => signedWith(headerOf(hisName, bareLicenseOf(sample))),
  'a key named by a trick': (dice) => anyhow(header({ kid: pick(dice, keyNames) }), dice),
  'another algorithm': (dice) => anyhow(header({ alg: pick(dice, algorithms) }), dice),
  'another type': (dice) => anyhow(header({ typ: pick(dice, types) }), dice),
  'more in the header': (dice) => anyhow(header(pick(dice, extras)), dice),
  'a header that says it twice': (dice) =>
    anyhow(header().replace('{', `{"alg":"EdDSA",${pick(dice, repeated)},`), dice),
  'a longer life under our signature': (dice) => {
    const [ours = '', , signature = ''] = bareLicenseOf(sample).split('.')
    return `${ours}.${encoded(payloadOf({ ...sample, ...pick(dice, wishes) }))}.${signature}`
  },
}

function signedWith(ownHeader: string): string {
  return jwsOf(ownHeader, wanted, hisKey)
}

/** His root signs for his key, and says that it is another one. */
function hisStatement(inTheNameOf: string): string {
  const statement = statementPayload({ publicKey: hisKey.publicKey, madeAt: 1_735_000_000 })
  return jwsOf({ alg: 'EdDSA', typ: 'claviger-key', kid: kidOf(inTheNameOf) }, statement, hisRoot)
}

function withHisKey(statement: string): string {
  const [head, , signature] = statement.split('.')
  return `${head}.${encoded(statementPayload({ publicKey: hisKey.publicKey, madeAt: 1_735_000_000 }))}.${signature}`
}

function header(changes: object = {}): string {
  const ours = { alg: 'EdDSA', typ: 'claviger-license', kid: ourName, key: ourStatement }
  return JSON.stringify({ ...ours, ...changes })
}

/** Signed by the forger, with our public halves as a secret, or not at all. */
function anyhow(ownHeader: string, dice: Dice): string {
  const signed = `${encoded(ownHeader)}.${encoded(wanted)}`
  const secret = pick(dice, [root.publicKey, keyOne.publicKey, Buffer.from(root.publicKey, 'base64url')])
  const mac = () => createHmac('sha512', secret).update(signed).digest('base64url')
  const none = pick(dice, ['', 'A'.repeat(86)])
  return pick(dice, [() => signedWith(ownHeader), () => `${signed}.${mac()}`, () => `${signed}.${none}`])()
}

const keyNames = ['', '../1', 'unknown1', null, 7, ['x'], '__proto__', 'A'.repeat(9), hisName]
const algorithms = ['none', 'HS256', 'HS512', 'ES256', 'RS256', 'eddsa', 'Ed25519', '', null, ['EdDSA'], 0]
const types = [
  'JWT',
  'claviger-key',
  'claviger-retired',
  'claviger-license-2',
  'CLAVIGER-LICENSE',
  '',
  null,
  2,
]
const repeated = ['"alg":"none"', '"typ":"JWT"', `"kid":"${hisName}"`, '"key":""', '"__proto__":{"kid":""}']

const extras: readonly object[] = [
  { jwk: { kty: 'OKP', crv: 'Ed25519', x: hisKey.publicKey } },
  { jku: 'https://forger.example/keys.json' },
  { x5c: ['MIIB'] },
  { crit: ['b64'], b64: false },
  { crit: ['exp'] },
  { zip: 'DEF' },
  { key: hisStatement(root.publicKey) },
  { constructor: { prototype: { alg: 'EdDSA' } } },
]

const wishes = [
  { licensee: 'Mallory Ltd' },
  { person: 'Mallory' },
  { licenseId: 'A000000000' },
  { serial: 2 },
  { issuedAt: 1_735_000_001 },
  { timeZone: 'Etc/GMT+12' },
  { policy: { graceDays: 3000, checkHours: 24, offlineDays: 3000 } },
  { products: [{ code: 'LOOM', paidUpTo: dateFrom('9999-12-31') }] },
]
