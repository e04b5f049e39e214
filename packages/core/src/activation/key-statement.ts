import { jsonOfBase64url } from './base64url.ts'
import { type KeyStatement, kidOf } from './document.ts'
import { readJws, type Seal } from './jws.ts'

/** What the root signs about a signing key, as JSON text. */
export function statementPayload({ publicKey, madeAt }: KeyStatement): string {
  return JSON.stringify({ x: publicKey, iat: madeAt })
}

/** A statement that reads well; whether the root has signed it, only the seal can tell. */
export interface OpenedStatement extends KeyStatement {
  readonly seal: Seal
}

/** Opens a statement whose header names one of these roots. */
export function openStatement(
  text: string,
  rootKeys: readonly string[],
): OpenedStatement | 'malformed' | 'unknown-root' {
  const jws = readJws(text, 'claviger-key')
  if (!jws) return 'malformed'
  const root = rootKeys.find((key) => kidOf(key) === jws.kid)
  if (root === undefined) return 'unknown-root'
  const statement = statementOf(jsonOfBase64url(jws.payload))
  return statement ? { ...statement, seal: { ...jws.seal, publicKey: root, of: 'statement' } } : 'malformed'
}

function statementOf(value: unknown): KeyStatement | undefined {
  const { x, iat } = (value ?? {}) as { readonly x?: unknown; readonly iat?: unknown }
  if (typeof x !== 'string' || !isPublicKey(x)) return undefined
  return Number.isSafeInteger(iat) ? { publicKey: x, madeAt: Number(iat) } : undefined
}

/** Whether this is the public half of an Ed25519 key: 32 bytes in base64url. */
export function isPublicKey(text: string): boolean {
  return /^[\w-]{42}[AEIMQUYcgkosw048]$/.test(text)
}
