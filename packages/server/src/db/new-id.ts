import { randomBytes, randomInt } from 'node:crypto'

/** Fresh ids, drawn outside the rules so that tests can decide them. */
export interface NewId {
  /** A UUID whose order is the order of time. */
  uuid(): string
  /** 26 letters and digits that cannot be guessed (130 bits), for addresses that open something. */
  token(): string
  /** A license id: ten characters, no look-alikes. */
  license(): string
  /** Six digits, for a code typed from a mail. */
  digits(): string
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const tokenLength = 26
const licenseLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ids from the machine's randomness and clock. */
export const randomIds: NewId = {
  uuid: () => uuidV7(Date.now(), randomBytes(10)),
  token: () => draw(tokenLength, letters),
  license: () => draw(10, licenseLetters),
  digits: () => String(randomInt(0, 1_000_000)).padStart(6, '0'),
}

/** Tells whether this has the form of a token, so that a database may be asked about it. */
export function isToken(text: string): boolean {
  return text.length === tokenLength && /^[0-9a-z]+$/.test(text)
}

function draw(length: number, alphabet: string): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('')
}

function uuidV7(millis: number, random: Buffer): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(millis, 0, 6)
  random.copy(bytes, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
