import { textOfBase64url } from './base64url.ts'
import { kidOf } from './document.ts'
import type { Seal } from './jws.ts'
import { openStatement } from './key-statement.ts'
import type { Tampered, Verdict } from './verdict.ts'
import { headerOf } from './write-license.ts'

/** What the header of a license says of the key that signed it. */
export type OpenedHeader =
  | {
      readonly kind: 'opened'
      readonly kid: string
      readonly publicKey: string
      /** Seconds since 1970. */
      readonly madeAt: number
      /** What the root has to have signed. */
      readonly seal: Seal
    }
  | { readonly kind: 'not'; readonly verdict: Verdict }

/** All licenses of one signing key have the same header, so few are ever seen. */
const known = new Map<string, { readonly roots: string; readonly opened: OpenedHeader }>()
const mostKnown = 64

/** Opens the header of a license for products that know these root keys; the same header twice is the same answer. */
export function openHeader(header: string, rootKeys: readonly string[]): OpenedHeader {
  const roots = rootKeys.join(' ')
  const before = known.get(header)
  if (before?.roots === roots) return before.opened
  if (known.size >= mostKnown) known.clear()
  const opened = openText(textOfBase64url(header), rootKeys)
  known.set(header, { roots, opened })
  return opened
}

function openText(text: string | undefined, rootKeys: readonly string[]): OpenedHeader {
  const said = headerIn(text)
  if (said === 'newer-format') return not({ kind: 'update-the-application', reason: said })
  // There is one way to write a header; names said twice, spaces and escapes hide something.
  if (said === undefined || headerOf(said.kid, said.key) !== text) return tampered('header')
  const statement = openStatement(said.key, rootKeys)
  if (statement === 'malformed') return tampered('statement')
  if (statement === 'unknown-root') return not({ kind: 'update-the-application', reason: 'unknown-root' })
  if (kidOf(statement.publicKey) !== said.kid) return tampered('key-mismatch')
  return { kind: 'opened', kid: said.kid, ...statement }
}

function headerIn(text = ''): { readonly kid: string; readonly key: string } | 'newer-format' | undefined {
  // JSON has no question to ask, only an exception to throw.
  try {
    const { typ, kid, key } = (JSON.parse(text) ?? {}) as Record<string, unknown>
    if (typeof typ === 'string' && /^claviger-license-\d+$/.test(typ)) return 'newer-format'
    return typeof kid === 'string' && typeof key === 'string' ? { kid, key } : undefined
  } catch {
    return undefined
  }
}

function not(verdict: Verdict): OpenedHeader {
  return { kind: 'not', verdict }
}

function tampered(reason: Tampered): OpenedHeader {
  return not({ kind: 'tampered', reason })
}
