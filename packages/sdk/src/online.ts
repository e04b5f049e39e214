import type { LicenseDocument } from '@claviger/core/activation/document'
import { judgeText, readNotice } from './genuine.ts'
import type { Parts } from './parts.ts'

/** The genuine online document in a text, whatever it says. */
export async function onlineDocument(parts: Parts, text: string): Promise<LicenseDocument | undefined> {
  const { looking, checkSeal, now } = parts
  const { document } = await judgeText(text, { ...looking, now: now() }, checkSeal)
  return document?.kind === 'online' ? document : undefined
}

/** The vendor's notice of retired keys, when it is genuine and not older than the one that is kept. */
export async function newerNotice(parts: Parts, text: string | undefined): Promise<string | undefined> {
  if (text === undefined) return undefined
  const { rootKeys } = parts.looking
  const { retired } = await parts.book.read()
  const [notice, kept] = await Promise.all([
    readNotice(text, rootKeys, parts.checkSeal),
    retired === undefined ? undefined : readNotice(retired, rootKeys, parts.checkSeal),
  ])
  return notice && notice.madeAt >= (kept?.madeAt ?? 0) ? text : undefined
}
