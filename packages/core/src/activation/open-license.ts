import { bytesOfAscii, bytesOfBase64url, jsonOfBase64url } from './base64url.ts'
import { kidOf, type LicenseDocument } from './document.ts'
import { type FoundCode, findCode } from './find-code.ts'
import type { Seal } from './jws.ts'
import { openStatement } from './key-statement.ts'
import { readDocument } from './read-document.ts'
import type { Tampered, Verdict } from './verdict.ts'

export type { Seal } from './jws.ts'

/**
 * A document taken out of its text. Nothing in it is to be believed before every seal has been checked; a genuine one
 * that this version cannot read has no `document`.
 */
export type Opened =
  | {
      readonly kind: 'sealed'
      /** The signing key the document names. */
      readonly kid: string
      readonly document: LicenseDocument | undefined
      readonly seals: readonly [statement: Seal, license: Seal]
    }
  | { readonly kind: 'not'; readonly verdict: Verdict }

/** Takes the document out of a text that somebody pasted, for products that know these root keys. */
export function openLicense(text: string, rootKeys: readonly string[]): Opened {
  const found = findCode(text)
  if ('reason' in found) return not({ kind: 'unreadable', ...found })
  const header = readHeader(jsonOfBase64url(found.header))
  if (typeof header === 'string') {
    return header === 'newer-format'
      ? not({ kind: 'update-the-application', reason: header })
      : tampered(header)
  }
  return openSealed(found, header, rootKeys)
}

function openSealed(found: FoundCode, { kid, key }: Header, rootKeys: readonly string[]): Opened {
  const statement = openStatement(key, rootKeys)
  if (statement === 'malformed') return tampered('statement')
  if (statement === 'unknown-root') return not({ kind: 'update-the-application', reason: 'unknown-root' })
  if (kidOf(statement.publicKey) !== kid) return tampered('key-mismatch')
  const signature = bytesOfBase64url(found.signature)
  if (!signature) return tampered('encoding')
  const document = readDocument(jsonOfBase64url(found.payload))
  if (document && document.issuedAt < statement.madeAt) return tampered('older-than-its-key')
  const signed = bytesOfAscii(`${found.header}.${found.payload}`)
  const license: Seal = { publicKey: statement.publicKey, signed, signature, of: 'license' }
  return { kind: 'sealed', kid, document, seals: [statement.seal, license] }
}

interface Header {
  readonly kid: string
  readonly key: string
}

function readHeader(value: unknown): Header | 'header' | 'newer-format' {
  if (typeof value !== 'object' || value === null) return 'header'
  const { alg, typ, kid, key, ...others } = value as Record<string, unknown>
  if (alg !== 'EdDSA' || typeof typ !== 'string') return 'header'
  if (/^claviger-license-\d+$/.test(typ)) return 'newer-format'
  if (typ !== 'claviger-license' || Object.keys(others).length > 0) return 'header'
  return typeof kid === 'string' && typeof key === 'string' ? { kid, key } : 'header'
}

function not(verdict: Verdict): Opened {
  return { kind: 'not', verdict }
}

function tampered(reason: Tampered): Opened {
  return not({ kind: 'tampered', reason })
}
