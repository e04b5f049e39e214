import { kidOf } from '@claviger/core/activation/document'
import { statementPayload } from '@claviger/core/activation/key-statement'
import { privateKeyFrom, publicHalf, signJws } from './key-pair.ts'

/** Machines that share an installation may differ in their clocks: no document of theirs is older than its key. */
const slackSeconds = 3600

/** Lets the root say that a signing key is the vendor's from this moment on. */
export function certify(rootPrivateKey: string, publicKey: string, now: Date): string {
  const root = privateKeyFrom(rootPrivateKey)
  const header = { alg: 'EdDSA', typ: 'claviger-key', kid: kidOf(publicHalf(root)) }
  const madeAt = Math.floor(now.getTime() / 1000) - slackSeconds
  return signJws(JSON.stringify(header), statementPayload({ publicKey, madeAt }), root)
}
