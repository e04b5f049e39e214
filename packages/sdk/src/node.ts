import { hostname, platform, release } from 'node:os'
import { join } from 'node:path'
import type { Verdict } from '@claviger/core/activation/verdict'
import { configFolder } from './config.ts'
import { fileStorage } from './file-storage.ts'
import { type License, openLicenseOf } from './license.ts'
import type { LicenseOptions, World } from './options.ts'
import { readRootKeys, type VerifyOptions } from './question.ts'
import { verifyLicenseSync, verifySeal } from './verify-sync.ts'

export { mayRun, type Verdict } from '@claviger/core/activation/verdict'
export { type VerdictLanguage, wordsOf } from '@claviger/core/activation/verdict-words'
export { configFolder } from './config.ts'
export type { ActivationPrompt } from './device-flow.ts'
export { fileStorage } from './file-storage.ts'
export type { Activated, License } from './license.ts'
export type { LicenseOptions } from './options.ts'
export type { RootKey, VerifyOptions } from './question.ts'
export type { LicenseStatus } from './status.ts'
export { memoryStorage, type Storage } from './storage.ts'
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

const world: World = {
  checkSeal: verifySeal,
  storage: ({ rootKey }) =>
    fileStorage(join(configFolder('claviger'), readRootKeys(rootKey)[0]?.slice(0, 8) ?? '')),
  machine: { name: hostname(), system: `${platform()} ${release()}` },
}

/**
 * Opens the license of this product on this machine. Nothing happens until it is asked something.
 *
 * Remembers it in files of the signed-in user (`~/.config/claviger`, `%APPDATA%\claviger`,
 * `~/Library/Application Support/claviger`) unless you bring another storage.
 *
 * @throws TypeError when the options are wrong, which is a mistake in the program.
 * @example
 * ```ts
 * const license = createLicense({ product: 'LOOM', release: '6.4.1', rootKey, server: 'https://licenses.example.com' })
 * const status = await license.status()
 * if (!status.runs) console.error(status.words)
 * ```
 */
export function createLicense(options: LicenseOptions): License {
  return openLicenseOf(options, world)
}
