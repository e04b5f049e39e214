const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const sixBits = new Uint8Array(128).fill(255)
for (const [value, letter] of [...alphabet].entries()) sixBits[letter.charCodeAt(0)] = value

/**
 * Reads base64url without padding, or answers nothing. Bits that no byte uses must be zero: were they free, many texts
 * would mean the same bytes, and a changed letter could pass unnoticed.
 */
export function bytesOfBase64url(text: string): Uint8Array | undefined {
  const { length } = text
  if (length % 4 === 1) return undefined
  const bytes = new Uint8Array((length * 3) >> 2)
  let [held, bits, at] = [0, 0, 0]
  for (let index = 0; index < length; index++) {
    const value = sixBits[text.charCodeAt(index)]
    if (value === undefined || value === 255) return undefined
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined
}

/** Reads a part of a JWS as text, or answers nothing when it is none. */
export function textOfBase64url(text: string): string | undefined {
  const bytes = bytesOfBase64url(text)
  if (!bytes) return undefined
  // The decoder has no question to ask, only an exception to throw.
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** Reads a part of a JWS as JSON, or answers nothing when it is none. */
export function jsonOfBase64url(text: string): unknown {
  try {
    return JSON.parse(textOfBase64url(text) ?? '')
  } catch {
    return undefined
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The bytes that a JWS signs: its first two parts, as they stand. */
export function bytesOfAscii(text: string): Uint8Array {
  return ascii.encode(text)
}

const ascii = new TextEncoder()
