import { createHash } from 'node:crypto'

/** What people compare to be sure of a key: the SHA-256 of its public half, in groups they can read to each other. */
export function fingerprintOf(publicKey: string): string {
  const hex = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex')
  return (hex.match(/.{4}/g) ?? []).join(' ')
}
