import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { kidOf, type LicenseDocument } from '@claviger/core/activation/document'
import { statementPayload } from '@claviger/core/activation/key-statement'
import { headerLineOf, headerOf, payloadOf, textOf } from '@claviger/core/activation/write-license'

/** A key that is the same in every run. */
export interface SampleKey {
  readonly privateKey: KeyObject
  /** 32 bytes, base64url. */
  readonly publicKey: string
}

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Makes the key whose 32 secret bytes all are this number. */
export function sampleKey(byte: number): SampleKey {
  const der = Buffer.concat([pkcs8, Buffer.alloc(32, byte)])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: String(createPublicKey(privateKey).export({ format: 'jwk' }).x) }
}

/** Signs two JSON texts as a compact JWS, whatever they say. */
export function sealed(header: string, payload: string, { privateKey }: SampleKey): string {
  const signed = `${encoded(header)}.${encoded(payload)}`
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
}

export function encoded(text: string): string {
  return Buffer.from(text).toString('base64url')
}

/** A vendor: what the root has signed for its key, and what that key signs. */
export interface SampleVendor {
  readonly root: SampleKey
  readonly signing: SampleKey
  readonly statement: string
  readonly header: string
  readonly jws: (document: LicenseDocument) => string
  readonly text: (document: LicenseDocument) => string
}

/** A vendor of these two keys; its statement is older than every sample. */
export function sampleVendor(root: SampleKey, signing: SampleKey, madeAt = 1_700_000_000): SampleVendor {
  const statement = stated(root, { publicKey: signing.publicKey, madeAt })
  const header = headerOf(kidOf(signing.publicKey), statement)
  const jws = (document: LicenseDocument) => sealed(header, payloadOf(document), signing)
  const text = (document: LicenseDocument) => textOf(headerLineOf(document), jws(document))
  return { root, signing, statement, header, jws, text }
}

/** What this key signs of another one, in the name of a root that is its own unless said otherwise. */
export function stated(
  by: SampleKey,
  key: { readonly publicKey: string; readonly madeAt: number },
  kid = kidOf(by.publicKey),
): string {
  return sealed(JSON.stringify({ alg: 'EdDSA', typ: 'claviger-key', kid }), statementPayload(key), by)
}
