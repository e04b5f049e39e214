import type { LicenseDocument } from '@claviger/core/activation/document'
import { openLicense, type Seal } from '@claviger/core/activation/open-license'
import { openNotice, type RetiredNotice } from '@claviger/core/activation/retired-keys'
import type { Verdict } from '@claviger/core/activation/verdict'
import { conclude, type Looking } from '@claviger/core/activation/verify-with'

/** Checks a signature the way this runtime can. */
export type CheckSeal = (seal: Seal) => boolean | Promise<boolean>

/** A verdict together with the document behind it, when that is genuine. */
export interface Judged {
  readonly verdict: Verdict
  readonly document: LicenseDocument | undefined
}

/** Judges a text, and hands out its document only when every seal of it holds. */
export async function judgeText(text: string, looking: Looking, check: CheckSeal): Promise<Judged> {
  const opened = openLicense(text, looking.rootKeys)
  if (opened.kind === 'not') return { verdict: opened.verdict, document: undefined }
  const genuine = await Promise.all(opened.seals.map((seal) => check(seal)))
  const broken = opened.seals.find((_, index) => !genuine[index])
  const retired = looking.retired ? await readNotice(looking.retired, looking.rootKeys, check) : undefined
  const verdict = conclude(opened, broken, looking, retired?.keys)
  return { verdict, document: broken ? undefined : opened.document }
}

/** The vendor's notice of retired keys, when it is genuine. */
export async function readNotice(
  text: string,
  rootKeys: readonly string[],
  check: CheckSeal,
): Promise<RetiredNotice | undefined> {
  const notice = openNotice(text, rootKeys)
  return notice && (await check(notice.seal)) ? notice : undefined
}
