import { bytesOfAscii, bytesOfBase64url, jsonOfBase64url } from './base64url.ts'
import type { LicenseDocument } from './document.ts'
import { findCode } from './find-code.ts'
import type { Seal } from './jws.ts'
import { openHeader } from './open-header.ts'
import { readDocument } from './read-document.ts'
import type { Verdict } from './verdict.ts'

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
  const header = openHeader(found.header, rootKeys)
  if (header.kind === 'not') return header
  const signature = bytesOfBase64url(found.signature)
  if (!signature) return not({ kind: 'tampered', reason: 'encoding' })
  const document = readDocument(jsonOfBase64url(found.payload))
  const { kid, publicKey, madeAt, seal } = header
  if (document && document.issuedAt < madeAt) return not({ kind: 'tampered', reason: 'older-than-its-key' })
  const signed = bytesOfAscii(`${found.header}.${found.payload}`)
  return { kind: 'sealed', kid, document, seals: [seal, { publicKey, signed, signature, of: 'license' }] }
}

function not(verdict: Verdict): Opened {
  return { kind: 'not', verdict }
}
