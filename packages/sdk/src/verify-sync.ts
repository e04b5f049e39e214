import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Seal } from '@claviger/core/activation/open-license'
import type { Verdict } from '@claviger/core/activation/verdict'
import { verifyWith } from '@claviger/core/activation/verify-with'
import { readOptions, type VerifyOptions } from './question.ts'
import { rememberStatements } from './verified-statements.ts'

/**
 * Verifies a license at once, where `node:crypto` is at hand (Node, Deno, Bun, Electron's main process).
 *
 * Says whatever is wrong with the text as a verdict and never throws for it; throws a `TypeError` only when the options
 * are wrong, which is a mistake in the program.
 *
 * @param text What somebody pasted, or the content of a file: the activation code with whatever stands around it.
 * @returns The {@link Verdict}: switch over its `kind`, or ask {@link mayRun}; {@link wordsOf} says it to people.
 * @example
 * ```ts
 * const verdict = verifyLicenseSync(text, { rootKey, product: 'LOOM', release: '6.4.1' })
 * if (!mayRun(verdict)) throw new Error(wordsOf(verdict))
 * ```
 */
export function verifyLicenseSync(text: string, options: VerifyOptions): Verdict {
  return verifyWith(verifySeal, String(text ?? ''), readOptions(options))
}

const statements = rememberStatements()

/** Checks a signature, and a statement of the root only once. */
export function verifySeal(seal: Seal): boolean {
  if (statements.has(seal)) return true
  const genuine = verify(null, seal.signed, keyOf(seal.publicKey), seal.signature)
  if (genuine) statements.add(seal)
  return genuine
}

const keys = new Map<string, KeyObject>()
const mostKeys = 64

/** Reading a key takes longer than checking with it. */
function keyOf(publicKey: string): KeyObject {
  const known = keys.get(publicKey)
  if (known) return known
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  if (keys.size >= mostKeys) keys.clear()
  keys.set(publicKey, key)
  return key
}
