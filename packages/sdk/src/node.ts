import type { Verdict } from '@claviger/core/activation/verdict'
import type { VerifyOptions } from './question.ts'
import { verifyLicenseSync } from './verify-sync.ts'

export { mayRun, type Verdict } from '@claviger/core/activation/verdict'
export { type VerdictLanguage, wordsOf } from '@claviger/core/activation/verdict-words'
export type { VerifyOptions } from './question.ts'
export { verifyLicenseSync } from './verify-sync.ts'

/**
 * Verifies a license: is it genuine, is it for this product, and may this release run?
 *
 * The same everywhere; where `node:crypto` is at hand, {@link verifyLicenseSync} answers without a promise.
 *
 * @param text What somebody pasted, or the content of a file: the activation code with whatever stands around it.
 * @returns A promise of the {@link Verdict}; it is rejected only when the options are wrong (`TypeError`).
 */
export async function verifyLicense(text: string, options: VerifyOptions): Promise<Verdict> {
  return verifyLicenseSync(text, options)
}
