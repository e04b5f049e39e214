import { randomBytes, randomInt } from 'node:crypto'
import { userCodeFrom } from '@claviger/core/activation/device-rules'
import { licenseIdFrom, uuidV7 } from '@claviger/core/kernel/ids'

/** Fresh ids, drawn outside the rules so that tests can decide them. */
export interface NewId {
  /** A UUID whose order is the order of time. */
  uuid(): string
  /** 26 letters and digits that cannot be guessed (130 bits), for addresses that open something. */
  token(): string
  /** An API token as clients of the JetBrains Account API know them: 25 lower-case letters and digits (129 bits). */
  apiToken(): string
  /** A license id: ten characters, no look-alikes. */
  license(): string
  /** Six digits, for a code typed from a mail. */
  digits(): string
  /** Eight letters a product shows and a person compares. */
  userCode(): string
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz'
const tokenLength = 26
const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'
const apiTokenLength = 25

/** Ids from the machine's randomness and clock. */
export const randomIds: NewId = {
  uuid: () => uuidV7(new Date(), randomBytes(10)),
  token: () => Array.from(randomBytes(tokenLength), (byte) => letters[byte & 31]).join(''),
  apiToken: () => Array.from({ length: apiTokenLength }, () => alphabet[randomInt(alphabet.length)]).join(''),
  license: () => licenseIdFrom(randomBytes(10)),
  digits: () => String(randomInt(0, 1_000_000)).padStart(6, '0'),
  userCode: () => userCodeFrom(randomInt),
}

/** Tells whether this has the form of a token, so that a database may be asked about it. */
export function isToken(text: string): boolean {
  return text.length === tokenLength && /^[0-9a-z]+$/.test(text)
}
