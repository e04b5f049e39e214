import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** An Ed25519 key with both halves as the text they are kept as. */
export interface KeyPair {
  /** 32 bytes, base64url: the `x` of its JWK. */
  readonly publicKey: string
  /** PKCS #8, base64url. */
  readonly privateKey: string
}

/** Makes a key that nobody has had before. Its name, the beginning of its public half, is no option of a command. */
export function makeKeyPair(): KeyPair {
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = publicHalf(privateKey)
  if (publicKey.startsWith('-')) return makeKeyPair()
  return { publicKey, privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url') }
}

/** Reads a private half as it is kept; another kind of key is a fault. */
export function privateKeyFrom(text: string): KeyObject {
  const key = createPrivateKey({ key: Buffer.from(text, 'base64url'), format: 'der', type: 'pkcs8' })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('a kept key is not an Ed25519 key')
  return key
}

/** Answers the public half that belongs to a private one. */
export function publicHalf(privateKey: KeyObject): string {
  return String(createPublicKey(privateKey).export({ format: 'jwk' }).x)
}

/** Signs these two JSON texts as a compact JWS. */
export function signJws(header: string, payload: string, key: KeyObject): string {
  return signPrepared(encoded(header), payload, key)
}

/** The same with a header that is encoded already, for whoever signs many. */
export function signPrepared(encodedHeader: string, payload: string, key: KeyObject): string {
  const signed = `${encodedHeader}.${encoded(payload)}`
  return `${signed}.${sign(null, Buffer.from(signed, 'latin1'), key).toString('base64url')}`
}

/** The JSON text as it travels. */
export function encoded(json: string): string {
  return Buffer.from(json, 'utf8').toString('base64url')
}
