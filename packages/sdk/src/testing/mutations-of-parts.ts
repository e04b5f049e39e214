import { type Dice, pick } from './dice.ts'
import { encoded } from './test-vendor.ts'

/** A compact JWS in its three encoded parts. */
export type Parts = readonly [header: string, payload: string, signature: string]

/** Changes a part, or puts parts of several good licenses together. */
export type PartsMutation = (parts: Parts, others: readonly Parts[], dice: Dice) => Parts

/** What can happen to the parts of a code while its letters stay good ones. */
export const partsMutations: Readonly<Record<string, PartsMutation>> = {
  'a bit of the header': ([header, payload, signature], _, dice) => [
    bitOff(header, dice),
    payload,
    signature,
  ],
  'a bit of the payload': ([header, payload, signature], _, dice) => [
    header,
    bitOff(payload, dice),
    signature,
  ],
  'a bit of the signature': ([header, payload, signature], _, dice) => [
    header,
    payload,
    bitOff(signature, dice),
  ],
  'a header of another': ([, payload, signature], others, dice) => [
    pick(dice, others)[0],
    payload,
    signature,
  ],
  'a payload of another': ([header, , signature], others, dice) => [header, pick(dice, others)[1], signature],
  'a signature of another': ([header, payload], others, dice) => [header, payload, pick(dice, others)[2]],
  'parts change places': ([header, payload, signature], _, dice) =>
    pick(dice, [
      [payload, header, signature],
      [header, signature, payload],
      [signature, payload, header],
    ] as const),
  'the same content written anew': ([header, payload, signature], _, dice) =>
    dice(2) === 0
      ? [header, encoded(rewritten(decoded(payload), dice)), signature]
      : [encoded(rewritten(decoded(header), dice)), payload, signature],
  'other bits where none count': ([header, payload, signature], _, dice) =>
    pick(dice, [
      [header, payload, spareBits(signature, dice)],
      [header, spareBits(payload, dice), signature],
      [spareBits(header, dice), payload, signature],
    ] as const),
  'padded, or in the other alphabet': ([header, payload, signature], _, dice) =>
    pick(dice, [
      [header, payload, `${signature}==`],
      [`${header}=`, `${payload}=`, signature],
      [header, standard(payload), standard(signature)],
    ] as const),
  'a signature with the order of the group added': ([header, payload, signature]) => [
    header,
    payload,
    plusOrder(signature),
  ],
  'a signature of nothing': ([header, payload], _, dice) => [header, payload, pick(dice, emptySignatures)],
}

function bitOff(part: string, dice: Dice): string {
  const bytes = Buffer.from(part, 'base64url')
  const at = dice(bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << dice(8))
  return bytes.toString('base64url')
}

function decoded(part: string): string {
  return Buffer.from(part, 'base64url').toString()
}

/** Another JSON text that a lenient reader takes for the same. */
function rewritten(json: string, dice: Dice): string {
  const value = JSON.parse(json) as Record<string, unknown>
  const [name = '', first] = Object.entries(value)[dice(Object.keys(value).length)] ?? []
  return pick(dice, [
    JSON.stringify(value, null, 1),
    JSON.stringify(Object.fromEntries(Object.entries(value).reverse())),
    ` ${json}`,
    `${json}\n`,
    `\ufeff${json}`,
    json.replace(/[a-z]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
    json.replace('{', `{${JSON.stringify(name)}:${JSON.stringify(first)},`),
    json.replace(/\}$/, `,"__proto__":${JSON.stringify(value)}}`),
    json.replace(/\}$/, ',"constructor":{"prototype":{"k":"on"}}}'),
    json.replace(/:(\d+)/, ':$1.0'),
    json.replace(/:(\d+)/, ':$1e0'),
    `[${json}]`,
  ])
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Sets bits of the last letter that stand for no byte, where there are any. */
function spareBits(part: string, dice: Dice): string {
  const spare = { 0: 0, 2: 4, 3: 2 }[part.length % 4] ?? 0
  const value = alphabet.indexOf(part.slice(-1))
  const other = (value & ~((1 << spare) - 1)) | dice(1 << spare)
  return part.slice(0, -1) + alphabet.charAt(other)
}

function standard(part: string): string {
  return part.replaceAll('-', '+').replaceAll('_', '/')
}

const order = 2n ** 252n + 27742317777372353535851937790883648493n

/** The same S, for whoever forgets that it must be smaller than the order of the group. */
function plusOrder(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url')
  const scalar = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order
  const hex = scalar.toString(16).padStart(64, '0')
  return Buffer.concat([bytes.subarray(0, 32), Buffer.from(hex, 'hex').reverse()]).toString('base64url')
}

/** Nothing, zeros, and points of small order with S = 0, which some verifiers accept for some keys. */
const emptySignatures = [
  '',
  'A'.repeat(86),
  Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]).toString('base64url'),
  Buffer.concat([
    Buffer.from('ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'hex'),
    Buffer.alloc(32),
  ]).toString('base64url'),
]
