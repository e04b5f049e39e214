import { jsonOfBase64url } from './base64url.ts'
import { kidOf } from './document.ts'
import { readJws, type Seal } from './jws.ts'

/** Since when keys count no more, in seconds since 1970, by their names. */
export type RetiredKeys = ReadonlyMap<string, number>

/** What the root signs about retired keys. */
export interface RetiredNotice {
  /** Seconds since 1970; of two notices the newer one holds. */
  readonly madeAt: number
  readonly keys: RetiredKeys
}

/** The notice as JSON text, for the root to sign. */
export function noticePayload({ madeAt, keys }: RetiredNotice): string {
  return JSON.stringify({ iat: madeAt, keys: Object.fromEntries(keys) })
}

/** Opens a notice of one of these roots; it counts once its seal has been checked. */
export function openNotice(
  text: string,
  rootKeys: readonly string[],
): (RetiredNotice & { readonly seal: Seal }) | undefined {
  const jws = readJws(text.trim(), 'claviger-retired')
  const root = rootKeys.find((key) => kidOf(key) === jws?.kid)
  if (!jws || root === undefined) return undefined
  const notice = noticeOf(jsonOfBase64url(jws.payload))
  return notice && { ...notice, seal: { ...jws.seal, publicKey: root, of: 'notice' } }
}

function noticeOf(value: unknown): RetiredNotice | undefined {
  const { iat, keys } = (value ?? {}) as { readonly iat?: unknown; readonly keys?: unknown }
  if (!Number.isSafeInteger(iat) || typeof keys !== 'object' || keys === null) return undefined
  const pairs = Object.entries(keys)
  if (!pairs.every((pair): pair is [string, number] => Number.isSafeInteger(pair[1]))) return undefined
  return { madeAt: Number(iat), keys: new Map(pairs) }
}
