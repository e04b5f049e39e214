import { bytesOfBase64url } from '@claviger/core/activation/base64url'
import type { Seal } from '@claviger/core/activation/open-license'

/** Checks a signature with what the runtime has, or with JavaScript alone. */
export async function checkSeal(seal: Seal): Promise<boolean> {
  const key = await keyOf(seal.publicKey)
  const { signature, signed } = { signature: own(seal.signature), signed: own(seal.signed) }
  if (key) return crypto.subtle.verify('Ed25519', key, signature, signed)
  const verify = await inJavaScript()
  return verify(signature, signed, bytesOf(seal.publicKey))
}

/** Loaded only where it is needed: a page without TLS has no WebCrypto at all, older runtimes one without Ed25519. */
async function inJavaScript() {
  const [{ hashes, verify }, { sha512 }] = await Promise.all([
    import('@noble/ed25519'),
    import('@noble/hashes/sha2.js'),
  ])
  hashes.sha512 = sha512
  // Strictly as RFC 8032 says: no second way to write the same signature.
  return (...what: readonly [Uint8Array, Uint8Array, Uint8Array]) => verify(...what, { zip215: false })
}

const keys = new Map<string, Promise<CryptoKey | null>>()
const mostKeys = 64

function keyOf(publicKey: string): Promise<CryptoKey | null> {
  const known = keys.get(publicKey)
  if (known) return known
  if (keys.size >= mostKeys) keys.clear()
  // A runtime without Ed25519 answers the import with an exception; there is no question to ask before.
  const key = importKey(publicKey).catch(() => null)
  keys.set(publicKey, key)
  return key
}

async function importKey(publicKey: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', own(bytesOf(publicKey)), 'Ed25519', false, ['verify'])
}

function bytesOf(publicKey: string): Uint8Array {
  const bytes = bytesOfBase64url(publicKey)
  if (!bytes) throw new TypeError('rootKey: not base64url')
  return bytes
}

/** WebCrypto wants bytes that nobody shares with another thread. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
