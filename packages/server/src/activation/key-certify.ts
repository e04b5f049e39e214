import { createPublicKey, verify } from 'node:crypto'
import { kidOf } from '@claviger/core/activation/document'
import { openStatement, statementPayload } from '@claviger/core/activation/key-statement'
import { noticePayload } from '@claviger/core/activation/retired-keys'
import { privateKeyFrom, publicHalf, signJws } from './key-pair.ts'

/** Machines that share an installation may differ in their clocks: no document of theirs is older than its key. */
const slackSeconds = 3600

/** Lets the root say that a signing key is the vendor's from this moment on. */
export function certify(rootPrivateKey: string, publicKey: string, now: Date): string {
  const madeAt = secondsOf(now) - slackSeconds
  return signByRoot('claviger-key', statementPayload({ publicKey, madeAt }), rootPrivateKey)
}

/** The key this root has signed for, or nothing when the statement is not its own. */
export function certifiedBy(rootPublicKey: string, statement: string): string | undefined {
  const opened = openStatement(statement, [rootPublicKey])
  if (typeof opened === 'string') return undefined
  const { publicKey, seal } = opened
  const root = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: rootPublicKey }, format: 'jwk' })
  return verify(null, seal.signed, root, seal.signature) ? publicKey : undefined
}

/** Lets the root say which keys count no more, and from when on. */
export function signNotice(
  rootPrivateKey: string,
  retired: readonly { readonly kid: string; readonly at: Date }[],
  now: Date,
): string {
  const keys = new Map(retired.map(({ kid, at }) => [kid, secondsOf(at)]))
  return signByRoot('claviger-retired', noticePayload({ madeAt: secondsOf(now), keys }), rootPrivateKey)
}

function signByRoot(typ: string, payload: string, rootPrivateKey: string): string {
  const root = privateKeyFrom(rootPrivateKey)
  return signJws(JSON.stringify({ alg: 'EdDSA', typ, kid: kidOf(publicHalf(root)) }), payload, root)
}

function secondsOf(moment: Date): number {
  return Math.floor(moment.getTime() / 1000)
}
