import { type License, openLicenseOf } from './license.ts'
import type { LicenseOptions, World } from './options.ts'
import { readRootKeys } from './question.ts'
import { browserStorage } from './storage.ts'
import { checkSeal } from './web-ed25519.ts'

export { mayRun, type Verdict } from '@claviger/core/activation/verdict'
export { type VerdictLanguage, wordsOf } from '@claviger/core/activation/verdict-words'
export type { ActivationPrompt } from './device-flow.ts'
export type { Activated, License } from './license.ts'
export type { LicenseOptions } from './options.ts'
export type { RootKey, VerifyOptions } from './question.ts'
export type { LicenseStatus } from './status.ts'
export { browserStorage, memoryStorage, type Storage } from './storage.ts'
export { verifyLicense } from './verify-async.ts'

const world: World = {
  checkSeal,
  storage: ({ rootKey }) => browserStorage(`claviger:${readRootKeys(rootKey)[0]?.slice(0, 8) ?? ''}`),
  machine: { name: 'Browser', system: globalThis.navigator?.userAgent?.slice(0, 100) ?? '' },
}

/**
 * Opens the license of this product in this browser or runtime. Nothing happens until it is asked something.
 *
 * @throws TypeError when the options are wrong, which is a mistake in the program.
 */
export function createLicense(options: LicenseOptions): License {
  return openLicenseOf(options, world)
}
