import { headerOf } from '@claviger/core/activation/write-license'
import { privateKeyFrom, signPrepared } from '@claviger/server/activation/key-pair'
import { first, forged, noticeOf, otherRoot, root, second, third, zeroth } from './fixed-keys.ts'
import {
  type Asked,
  asked,
  code,
  decoded,
  document,
  encoded,
  jwsOf,
  online,
  type Vector,
  type VectorFile,
} from './vector.ts'

const later = '2027-04-01T12:00:00Z'
const issued = (moment: string) => document({ issuedAt: Date.parse(moment) / 1000 })
const bySecond = second.sign(issued('2027-02-01T00:00:00Z'))
const byThird = third.sign(issued('2027-03-15T00:00:00Z'))
const retired = noticeOf(first.kid, '2027-03-01T00:00:00Z')

function known(name: string, text: string, verdict: Vector['verdict'], changes: Partial<Asked> = {}): Vector {
  return { name, text, asked: asked({ now: later, ...changes }), verdict }
}

/** The base code under another header: what the signing key signed stays, what is said about it changes. */
function headed(changes: Record<string, unknown>): string {
  const [header, payload, signature] = jwsOf(code).split('.')
  return [encoded({ ...decoded(header), ...changes }), payload, signature].join('.')
}

const said = decoded(jwsOf(code).split('.')[1])
const ended = (why: 'revoked' | 'signed-out' | 'released') =>
  first.sign(online({ revoked: { at: 1794218400, by: 'Moira Vale', why } }))
const mismatch = { kind: 'tampered', reason: 'key-mismatch' } as const
const keyRetired = { kind: 'revoked', reason: 'key-retired', at: 1803859200 } as const

/** Which key is believed, from when to when (O-43). */
export const signing: VectorFile = {
  about:
    'Keys that change: certified by the root, replaced, retired, unknown; and documents that end an activation.',
  vectors: [
    known('signed by the first key, after two others', code, { kind: 'valid' }),
    known('signed by the second key', bySecond, { kind: 'valid' }),
    known('signed by the third key', byThird, { kind: 'valid' }),
    known(
      'a retired key, before the moment stated',
      code,
      { kind: 'valid' },
      { retired, now: '2027-02-28T23:59:59Z' },
    ),
    known('a retired key, from the moment on', code, keyRetired, { retired, now: '2027-03-01T00:00:00Z' }),
    known('a retired key, for whoever has not heard of it', code, { kind: 'valid' }),
    known('another key than the retired one', bySecond, { kind: 'valid' }, { retired }),
    known(
      'a notice that a stranger signed is passed over',
      code,
      { kind: 'valid' },
      { retired: noticeOf(first.kid, '2027-03-01T00:00:00Z', otherRoot) },
    ),
    known(
      'a notice that was changed is passed over',
      code,
      { kind: 'valid' },
      { retired: `${retired.slice(0, -6)}AAAAAA` },
    ),
    known('a notice that is none is passed over', code, { kind: 'valid' }, { retired: 'not a notice' }),
    known(
      'a product that pins another root',
      code,
      { kind: 'update-the-application', reason: 'unknown-root' },
      { rootKeys: [otherRoot.publicKey] },
    ),
    known(
      'a product that pins both roots',
      code,
      { kind: 'valid' },
      { rootKeys: [otherRoot.publicKey, root.publicKey] },
    ),
    known('a format that is not known yet', headed({ typ: 'claviger-license-2' }), {
      kind: 'update-the-application',
      reason: 'newer-format',
    }),
    known('genuine, in words of a later version', saying({ version: 2, license: 'CL7K3M9QXW' }), {
      ...{ kind: 'update-the-application', reason: 'newer-format' },
    }),
    known('genuine, with a field more than is known', saying({ ...said, later: [1, 2] }), { kind: 'valid' }),
    known('the name of a key nobody has', headed({ kid: 'AAAAAAAA' }), mismatch),
    known('an empty name', headed({ kid: '' }), mismatch),
    known('a name that is a path', headed({ kid: '../1' }), mismatch),
    known('the name of the second key on a code of the first', headed({ kid: second.kid }), mismatch),
    known(
      'the statement of the second key on a code of the first',
      headed({ key: second.statement }),
      mismatch,
    ),
    known(
      'name and statement of the second key on a code of the first',
      headed({ kid: second.kid, key: second.statement }),
      { kind: 'tampered' },
    ),
    known('a key that only says it was certified', forged.sign(document()), {
      kind: 'update-the-application',
      reason: 'unknown-root',
    }),
    known('a stranger signs under the name of the root', headed({ key: underRootName() }), {
      kind: 'tampered',
      reason: 'statement',
    }),
    known('a document that is older than its key', third.sign(document()), {
      kind: 'tampered',
      reason: 'older-than-its-key',
    }),
    known('a document of the same day as its key', zeroth.sign(issued('2026-01-01T00:00:00Z')), {
      kind: 'valid',
    }),
    known('taken back', ended('revoked'), {
      kind: 'revoked',
      reason: 'revoked',
      at: 1794218400,
      by: 'Moira Vale',
    }),
    known('the machine was signed out', ended('signed-out'), {
      kind: 'revoked',
      reason: 'signed-out',
      by: 'Moira Vale',
    }),
    known('given back on the machine itself', ended('released'), { kind: 'revoked', reason: 'released' }),
  ],
}

/** A genuine document that says it in another way than this version writes. */
function saying(payload: object): string {
  const header = encoded(headerOf(first.kid, first.statement))
  return signPrepared(header, JSON.stringify(payload), privateKeyFrom(first.privateKey))
}

/** The forger's statement, renamed to the root that products trust; only the signature gives it away. */
function underRootName(): string {
  const [header, , signature] = forged.statement.split('.')
  const payload = first.statement.split('.')[1]
  return [encoded({ ...decoded(header), kid: root.kid }), payload, signature].join('.')
}
