import { releaseLineOf } from '@claviger/core/activation/judge-license'
import { isPublicKey } from '@claviger/core/activation/key-statement'
import type { Looking } from '@claviger/core/activation/verify-with'
import { isDay } from '@claviger/core/activation/zone-day'

/** The public half of a vendor's root key: 43 letters of base64url, or the JWK they stand in. */
export type RootKey = string | { readonly x: string }

/** What {@link verifyLicense} is asked. */
export interface VerifyOptions {
  /**
   * The vendor's public root key: the 43 letters of `x` in `https://…/.well-known/claviger/root.json`, or what that file
   * holds, as text or as an object. Several while a vendor moves from one root to the next. Pin it in your source: it
   * never changes when signing keys do, and what you fetch at run time proves nothing.
   */
  readonly rootKey: RootKey | readonly RootKey[]
  /** The code of your product, such as `LOOM`. */
  readonly product: string
  /** This release, such as `6.2.1`. Only `X.Y` counts: bug-fix releases of a covered release run for good. */
  readonly release?: string | undefined
  /**
   * The day this release came out, `YYYY-MM-DD`, written into it when it was built; never a file's date. Needed for
   * products whose releases have no dates at the vendor; ignored when the license names a release.
   */
  readonly releasedOn?: string | undefined
  /** The moment to judge by; now, when nothing is said. */
  readonly now?: Date | undefined
  /** The vendor's notice of retired keys, if you have fetched one; a notice that is not genuine is passed over. */
  readonly retired?: string | undefined
}

/** Reads the options, or throws a `TypeError` that names what the program got wrong. */
export function readOptions(options: VerifyOptions): Looking {
  const { product, release, releasedOn, now = new Date(), retired } = options
  if (typeof product !== 'string' || product === '') throw new TypeError('product: the code of your product')
  if (release !== undefined && releaseLineOf(String(release)) === undefined)
    throw new TypeError(`release: "${release}" has no number such as 6.2.1`)
  if (typeof now?.getTime !== 'function' || Number.isNaN(now.getTime()))
    throw new TypeError('now: a Date that is a moment')
  return {
    rootKeys: readRootKeys(options.rootKey),
    product,
    release: release === undefined ? undefined : String(release),
    releasedOn: dayOf(releasedOn),
    now,
    retired,
  }
}

function dayOf(text: string | undefined) {
  if (text === undefined) return undefined
  if (!isDay(text)) throw new TypeError(`releasedOn: "${text}" is not a day written YYYY-MM-DD`)
  return text
}

const known = new Map<RootKey, string>()
const mostKnown = 16

/** Reads root keys in any of the forms a vendor hands them out. */
export function readRootKeys(given: RootKey | readonly RootKey[]): readonly string[] {
  const keys = (isList(given) ? given : [given]).map(readRootKey)
  if (keys.length === 0) throw new TypeError("rootKey: the vendor's public root key is missing")
  return keys
}

function isList(given: RootKey | readonly RootKey[]): given is readonly RootKey[] {
  return Array.isArray(given)
}

function readRootKey(given: RootKey): string {
  const read = known.get(given) ?? keyIn(given)
  if (read === undefined)
    throw new TypeError('rootKey: 43 letters of base64url, or the JSON of /.well-known/claviger/root.json')
  if (known.size >= mostKnown) known.clear()
  known.set(given, read)
  return read
}

function keyIn(given: unknown): string | undefined {
  const key = typeof given === 'string' ? given.trim() : xOf(given)
  if (key === undefined || isPublicKey(key)) return key
  try {
    const x = xOf(JSON.parse(key))
    return x !== undefined && isPublicKey(x) ? x : undefined
  } catch {
    return undefined
  }
}

function xOf(jwk: unknown): string | undefined {
  const { x } = (jwk ?? {}) as { readonly x?: unknown }
  return typeof x === 'string' ? x : undefined
}
