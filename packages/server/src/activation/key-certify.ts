import { createPublicKey, verify } from 'node:crypto'
import { kidOf } from '@claviger/core/activation/document'
import { statementPayload } from '@claviger/core/activation/key-statement'
import { z } from 'zod'
import { privateKeyFrom, publicHalf, signJws } from './key-pair.ts'

/** Machines that share an installation may differ in their clocks: no document of theirs is older than its key. */
const slackSeconds = 3600

/** Lets the root say that a signing key is the vendor's from this moment on. */
export function certify(rootPrivateKey: string, publicKey: string, now: Date): string {
  const madeAt = secondsOf(now) - slackSeconds
  return signByRoot('claviger-key', statementPayload({ publicKey, madeAt }), rootPrivateKey)
}

/** Lets the root say which keys count no more, and from when on. */
export function signNotice(
  rootPrivateKey: string,
  retired: readonly { readonly kid: string; readonly at: Date }[],
  now: Date,
): string {
  const keys = Object.fromEntries(retired.map(({ kid, at }) => [kid, secondsOf(at)]))
  return signByRoot('claviger-retired', JSON.stringify({ iat: secondsOf(now), keys }), rootPrivateKey)
}

const header = z.strictObject({ alg: z.literal('EdDSA'), typ: z.literal('claviger-key'), kid: z.string() })
const payload = z.strictObject({ x: z.string().length(43), iat: z.number().int() })

/** The key this root has signed for, or nothing when the statement is not its own. */
export function certifiedBy(rootPublicKey: string, statement: string): z.infer<typeof payload> | undefined {
  const [head = '', body = '', signature = '', ...more] = statement.split('.')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: rootPublicKey }, format: 'jwk' })
  const signed = Buffer.from(`${head}.${body}`, 'latin1')
  if (more.length > 0 || !verify(null, signed, key, Buffer.from(signature, 'base64url'))) return undefined
  if (!header.safeParse(decoded(head)).success) return undefined
  return payload.safeParse(decoded(body)).data
}

function signByRoot(typ: string, payload: string, rootPrivateKey: string): string {
  const root = privateKeyFrom(rootPrivateKey)
  return signJws(JSON.stringify({ alg: 'EdDSA', typ, kid: kidOf(publicHalf(root)) }), payload, root)
}

/** What the root has signed is JSON of ours; another text of its would be a fault. */
function decoded(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
}

function secondsOf(moment: Date): number {
  return Math.floor(moment.getTime() / 1000)
}
