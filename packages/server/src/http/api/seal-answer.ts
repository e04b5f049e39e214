import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Seals what one caller's token alone opens, and names requests so that nobody else can guess them. */
export interface AnswerSeal {
  /** The same for the same request, and for no other. */
  fingerprint(parts: readonly (string | Uint8Array)[]): string
  seal(text: string): string
  open(sealed: string): string
}

/** A seal whose keys come from the caller's token: without it, what lies in the database says nothing. */
export function answerSeal(token: string, tokenId: string): AnswerSeal {
  const keyFor = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', token, tokenId, `claviger api answer ${purpose}`, 32))
  return {
    fingerprint(parts) {
      const hmac = createHmac('sha256', keyFor('fingerprint'))
      for (const part of parts) hmac.update(`${part.length}:`).update(part)
      return hmac.digest('base64url')
    },
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyFor('seal'), nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', keyFor('seal'), bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}
