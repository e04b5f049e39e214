import { createHmac } from 'node:crypto'
import { kidOf } from '@claviger/core/activation/document'
import { payloadOf } from '@claviger/core/activation/write-license'
import { type Dice, pick } from './dice.ts'
import { sampleLicense } from './sample-licenses.ts'
import { encoded, type SampleVendor, sampleKey, sampleVendor, sealed, stated } from './sample-vendor.ts'

/** Makes a license without the vendor's keys, by somebody who knows the format and holds good licenses. */
export type Forgery = (vendor: SampleVendor, dice: Dice) => string

const forger = sampleVendor(sampleKey(66), sampleKey(67))
const wanted = payloadOf(sampleLicense({ person: 'Mallory', serial: 9 }))

/** Everything a forger can try with keys of his own. */
export const forgeries: Readonly<Record<string, Forgery>> = {
  'a vendor of his own': () => sealed(forger.header, wanted, forger.signing),
  'his root under the name of ours': ({ root }) => {
    const statement = stated(
      forger.root,
      { publicKey: forger.signing.publicKey, madeAt: 1_700_000_000 },
      kidOf(root.publicKey),
    )
    return sealed(headerWith({ statement, kid: kidOf(forger.signing.publicKey) }), wanted, forger.signing)
  },
  'our statement, his signature': ({ header }) => sealed(header, wanted, forger.signing),
  'our statement, his name for the key': ({ statement }) =>
    sealed(headerWith({ statement, kid: kidOf(forger.signing.publicKey) }), wanted, forger.signing),
  'our signing key speaks for his': ({ signing }, dice) => {
    const kid = pick(dice, [kidOf(signing.publicKey), kidOf(forger.signing.publicKey)])
    const statement = stated(forger.root, { publicKey: forger.signing.publicKey, madeAt: 1_700_000_000 }, kid)
    return sealed(headerWith({ statement, kid: kidOf(forger.signing.publicKey) }), wanted, forger.signing)
  },
  'our statement with his key in it': ({ statement }) => {
    const [header = '', payload = '', signature = ''] = statement.split('.')
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    const changed = encoded(JSON.stringify({ ...said, x: forger.signing.publicKey }))
    const mine = `${header}.${changed}.${signature}`
    return sealed(
      headerWith({ statement: mine, kid: kidOf(forger.signing.publicKey) }),
      wanted,
      forger.signing,
    )
  },
  'a license as a statement': (vendor) => {
    const statement = vendor.jws(sampleLicense())
    return sealed(headerWith({ statement, kid: kidOf(vendor.signing.publicKey) }), wanted, forger.signing)
  },
  'a key named by a trick': ({ statement }, dice) => {
    const kid = pick(dice, ['', '../1', 'unknown1', null, 7, ['x'], '__proto__', 'A'.repeat(9)])
    return sealed(
      JSON.stringify({ alg: 'EdDSA', typ: 'claviger-license', kid, key: statement }),
      wanted,
      forger.signing,
    )
  },
  'another algorithm': (vendor, dice) => {
    const alg = pick(dice, [
      'none',
      'HS256',
      'HS512',
      'ES256',
      'RS256',
      'eddsa',
      'Ed25519',
      '',
      null,
      ['EdDSA'],
      0,
    ])
    const header = JSON.stringify({
      alg,
      typ: 'claviger-license',
      kid: kidOf(vendor.signing.publicKey),
      key: vendor.statement,
    })
    return signedAnyhow(header, vendor, dice)
  },
  'more in the header': (vendor, dice) => {
    const more = pick(dice, headerExtras(vendor))
    const whole = {
      alg: 'EdDSA',
      typ: 'claviger-license',
      kid: kidOf(vendor.signing.publicKey),
      key: vendor.statement,
      ...more,
    }
    return signedAnyhow(JSON.stringify(whole), vendor, dice)
  },
  'another type': (vendor, dice) => {
    const typ = pick(dice, [
      'JWT',
      'claviger-key',
      'claviger-retired',
      'claviger-license-2',
      'CLAVIGER-LICENSE',
      '',
      null,
      2,
    ])
    const header = JSON.stringify({
      alg: 'EdDSA',
      typ,
      kid: kidOf(vendor.signing.publicKey),
      key: vendor.statement,
    })
    return signedAnyhow(header, vendor, dice)
  },
  'a longer life under our signature': (vendor, dice) => {
    const document = sampleLicense()
    const [header = '', , signature = ''] = vendor.jws(document).split('.')
    return `${header}.${encoded(payloadOf({ ...document, ...pick(dice, wishes) }))}.${signature}`
  },
}

interface Named {
  readonly statement: string
  readonly kid: string
}

function headerWith({ statement, kid }: Named): string {
  return JSON.stringify({ alg: 'EdDSA', typ: 'claviger-license', kid, key: statement })
}

/** Signed by the forger, with the public halves as a secret, or not at all. */
function signedAnyhow(header: string, { root, signing }: SampleVendor, dice: Dice): string {
  const signed = `${encoded(header)}.${encoded(wanted)}`
  const secret = pick(dice, [root.publicKey, signing.publicKey, Buffer.from(root.publicKey, 'base64url')])
  const mac = createHmac('sha512', secret).update(signed).digest('base64url')
  return pick(dice, [
    sealed(header, wanted, forger.signing),
    `${signed}.${mac}`,
    `${signed}.`,
    `${signed}.${'A'.repeat(86)}`,
  ])
}

function headerExtras({ root }: SampleVendor): readonly Readonly<Record<string, unknown>>[] {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: forger.signing.publicKey }
  return [
    { jwk },
    { jku: 'https://forger.example/keys.json' },
    { x5c: ['MIIB'] },
    { crit: ['b64'], b64: false },
    { crit: ['exp'] },
    { zip: 'DEF' },
    { key: stated(forger.root, { publicKey: forger.signing.publicKey, madeAt: 0 }, kidOf(root.publicKey)) },
    { constructor: { prototype: { alg: 'EdDSA' } } },
  ]
}

const wishes = [
  { licensee: 'Mallory Ltd' },
  { person: 'Mallory' },
  { licenseId: 'A000000000' },
  { serial: 2 },
  { issuedAt: 1_700_000_001 },
  { timeZone: 'Etc/GMT+12' },
  { policy: { graceDays: 3000, checkHours: 24, offlineDays: 3000 } },
  { products: [{ code: 'LOOM', paidUpTo: '9999-12-31' as never }] },
]
