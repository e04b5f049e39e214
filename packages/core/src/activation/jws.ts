import { bytesOfAscii, bytesOfBase64url, jsonOfBase64url } from './base64url.ts'

/** A signature to be checked with Ed25519 by whoever can: this key must have signed these bytes. */
export interface Seal {
  /** 32 bytes, base64url. */
  readonly publicKey: string
  readonly signed: Uint8Array
  readonly signature: Uint8Array
  readonly of: 'statement' | 'license' | 'notice'
}

/** A compact JWS of ours, taken apart. */
export interface Jws {
  readonly kid: string
  readonly payload: string
  readonly seal: Pick<Seal, 'signed' | 'signature'>
}

/** Takes a compact JWS apart whose header says exactly algorithm, this type and a key; anything else is none of ours. */
export function readJws(text: string, typ: string): Jws | undefined {
  const [header = '', payload = '', signature = '', ...more] = text.split('.')
  const bytes = bytesOfBase64url(signature)
  const read = jsonOfBase64url(header)
  if (more.length > 0 || bytes?.length !== 64 || typeof read !== 'object' || read === null) return undefined
  const { alg, typ: type, kid, ...others } = read as Record<string, unknown>
  if (alg !== 'EdDSA' || type !== typ || typeof kid !== 'string' || Object.keys(others).length > 0)
    return undefined
  return { kid, payload, seal: { signed: bytesOfAscii(`${header}.${payload}`), signature: bytes } }
}
