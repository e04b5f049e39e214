import { openLicense, type Seal } from '@claviger/core/activation/open-license'
import { openNotice, type RetiredKeys } from '@claviger/core/activation/retired-keys'
import type { Verdict } from '@claviger/core/activation/verdict'
import { conclude, type Looking } from '@claviger/core/activation/verify-with'
import { readOptions, type VerifyOptions } from './question.ts'
import { rememberStatements } from './verified-statements.ts'
import { checkSeal } from './web-ed25519.ts'

/**
 * Verifies a license with WebCrypto, or with JavaScript alone where a runtime's WebCrypto has no Ed25519.
 *
 * @param text What somebody pasted, or the content of a file: the activation code with whatever stands around it.
 * @returns A promise of the {@link Verdict}; it is rejected only when the options are wrong (`TypeError`).
 */
export async function verifyLicense(text: string, options: VerifyOptions): Promise<Verdict> {
  const looking = readOptions(options)
  const opened = openLicense(String(text ?? ''), looking.rootKeys)
  if (opened.kind === 'not') return opened.verdict
  const genuine = await Promise.all(opened.seals.map(isGenuine))
  const broken = opened.seals.find((_, index) => !genuine[index])
  return conclude(opened, broken, looking, await retiredKeys(looking))
}

async function retiredKeys({ retired, rootKeys }: Looking): Promise<RetiredKeys | undefined> {
  const notice = retired === undefined ? undefined : openNotice(retired, rootKeys)
  return notice && (await isGenuine(notice.seal)) ? notice.keys : undefined
}

const statements = rememberStatements()

async function isGenuine(seal: Seal): Promise<boolean> {
  if (statements.has(seal)) return true
  const genuine = await checkSeal(seal)
  if (genuine) statements.add(seal)
  return genuine
}
