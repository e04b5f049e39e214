import { first } from './fixed-keys.ts'
import {
  asked,
  code,
  decoded,
  document,
  encoded,
  jwsOf,
  product,
  type Vector,
  type VectorFile,
} from './vector.ts'

const [header = '', payload = '', signature = ''] = jwsOf(code).split('.')
const [, otherPayload = '', otherSignature = ''] = jwsOf(
  first.sign(document({ licenseId: 'ZZ7K3M9QXW', products: [product({ paidUpTo: '2099-12-31' })] })),
).split('.')

function bad(name: string, parts: readonly string[], verdict: Vector['verdict']): Vector {
  return { name, text: parts.join('.'), asked: asked(), verdict }
}

const headed = (changes: Record<string, unknown>) => encoded({ ...decoded(header), ...changes })
const broken = { kind: 'tampered', reason: 'signature' } as const
const badHeader = { kind: 'tampered', reason: 'header' } as const

/** The signature with L added to its S: the same equation holds, and RFC 8032 forbids it. */
function withL(text: string): string {
  const bytes = Buffer.from(text, 'base64url')
  const order = 2n ** 252n + 27742317777372353535851937790883648493n
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order
  const half = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()
  return Buffer.concat([bytes.subarray(0, 32), half]).toString('base64url')
}

const flipped = (text: string, at: number) =>
  text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)

/** Texts that look like a document of the vendor and are none. */
export const tampered: VectorFile = {
  about: 'Changed, swapped, re-encoded, or signed in a way that was never agreed.',
  vectors: [
    bad('one letter of what it says', [header, flipped(payload, 20), signature], broken),
    bad('one letter of the signature', [header, payload, flipped(signature, 10)], broken),
    bad('what another code says, under this signature', [header, otherPayload, signature], broken),
    bad('the signature of another code', [header, payload, otherSignature], broken),
    bad(
      'a longer paid time',
      [header, encoded({ ...decoded(payload), p: [['LOOM', '2099-12-31']] }), signature],
      broken,
    ),
    bad(
      'the same content with spaces in it',
      [header, encoded(JSON.stringify(decoded(payload), null, 1)), signature],
      broken,
    ),
    bad(
      'the same content in another order',
      [header, encoded(Object.fromEntries(Object.entries(decoded(payload)).reverse())), signature],
      broken,
    ),
    bad('no signature', [header, payload, 'A'.repeat(86)], broken),
    bad('L added to the signature', [header, payload, withL(signature)], broken),
    bad('the same bits of a signature in another letter', [header, payload, unusedBits(signature)], {
      kind: 'tampered',
      reason: 'encoding',
    }),
    bad('another type', [headed({ typ: 'JWT' }), payload, signature], badHeader),
    bad('the type of a key statement', [headed({ typ: 'claviger-key' }), payload, signature], badHeader),
    bad('an extension nobody knows', [headed({ crit: ['exp'], exp: 1 }), payload, signature], badHeader),
    bad(
      'a key of its own',
      [headed({ jwk: { kty: 'OKP', crv: 'Ed25519', x: first.publicKey } }), payload, signature],
      badHeader,
    ),
    bad('no statement', [headed({ key: undefined }), payload, signature], badHeader),
    bad('a statement that is none', [headed({ key: 'a.b.c' }), payload, signature], {
      kind: 'tampered',
      reason: 'statement',
    }),
    bad(
      'a statement with a changed key',
      [headed({ key: first.statement.replace('.', '.A') }), payload, signature],
      { kind: 'tampered', reason: 'statement' },
    ),
    bad('no algorithm', [headed({ alg: 'none' }), payload, signature], {
      kind: 'unreadable',
      reason: 'no-code',
    }),
    bad('a shared secret as algorithm', [headed({ alg: 'HS256' }), payload, signature], {
      kind: 'unreadable',
      reason: 'no-code',
    }),
    bad('another algorithm', [headed({ alg: 'ES256' }), payload, signature], {
      kind: 'unreadable',
      reason: 'no-code',
    }),
    bad(
      'two algorithms',
      [encoded(JSON.stringify(decoded(header)).replace('}', ',"alg":"none"}')), payload, signature],
      badHeader,
    ),
  ],
}

/** 86 letters hold 516 bits, a signature has 512: the last four say nothing and must be zero. */
function unusedBits(text: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return text.slice(0, -1) + letters[letters.indexOf(text.at(-1) ?? 'A') + 1]
}
