import { createHash } from 'node:crypto'
import { kidOf } from '@claviger/core/activation/document'
import { certify, signNotice } from '@claviger/server/activation/key-certify'
import { type KeyPair, privateKeyFrom, publicHalf } from '@claviger/server/activation/key-pair'
import { type Signer, signerOf } from '@claviger/server/activation/signer'

/** Keys that everybody can make again: the SHA-256 of their name is their seed. None of them signs anything real. */
function fixedKey(name: string): KeyPair & { readonly kid: string } {
  const seed = createHash('sha256').update(`claviger test vector ${name}`).digest()
  const privateKey = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const text = privateKey.toString('base64url')
  const publicKey = publicHalf(privateKeyFrom(text))
  return { publicKey, privateKey: text, kid: kidOf(publicKey) }
}

/** A key the root has certified at some moment. */
export interface FixedSigner extends Signer {
  readonly publicKey: string
  readonly privateKey: string
  readonly statement: string
}

/** Makes a signer whose key this root has certified. */
export function fixedSigner(
  name: string,
  certifiedAt: string,
  rootPrivateKey = root.privateKey,
): FixedSigner {
  const key = fixedKey(name)
  const statement = certify(rootPrivateKey, key.publicKey, new Date(certifiedAt))
  return { ...key, statement, ...signerOf({ ...key, statement }) }
}

/** What the product in the field pins. */
export const root = fixedKey('root')

/** Another vendor's root, or the next one of the same vendor. */
export const otherRoot = fixedKey('other root')

/** The vendor's signing keys, one after the other. */
export const zeroth = fixedSigner('signing key 0', '2026-01-01T00:00:00Z')
export const first = fixedSigner('signing key 1', '2026-11-01T00:00:00Z')
export const second = fixedSigner('signing key 2', '2027-01-01T00:00:00Z')
export const third = fixedSigner('signing key 3', '2027-03-01T00:00:00Z')

/** A key that says it was certified by the root; a stranger has signed that. */
export const forged = fixedSigner('forger', '2026-11-01T00:00:00Z', otherRoot.privateKey)

/** What the root says of keys that leaked. */
export function noticeOf(kid: string, at: string, by = root): string {
  return signNotice(by.privateKey, [{ kid, at: new Date(at) }], new Date(at))
}
