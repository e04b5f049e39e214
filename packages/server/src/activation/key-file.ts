import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import type { KeptKey } from './key-store.ts'

/** A file of kept keys that cannot be opened, for a reason its owner can act on; the message says what to do. */
export class CannotOpenKeys extends Error {
  override readonly name = 'CannotOpenKeys'
  readonly code: 'not_a_key_file' | 'newer' | 'wrong_passphrase'

  constructor(code: CannotOpenKeys['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** The newest form of the file this Claviger writes and reads. */
const format = 1

/** What guessing costs: 128 MB and about a third of a second for each passphrase tried. */
const cost = { N: 131_072, r: 8, p: 1 }
const mostCost = { N: 1_048_576, r: 16, p: 4 }

const header = z.object({
  claviger: z.literal('keys'),
  format: z.number(),
  /** The root inside, so that people can tell two files apart without opening them. */
  root: z.string(),
  madeAt: z.string(),
  kdf: z.object({
    name: z.literal('scrypt'),
    N: z.number().int().positive().max(mostCost.N),
    r: z.number().int().positive().max(mostCost.r),
    p: z.number().int().positive().max(mostCost.p),
    salt: z.string(),
  }),
  cipher: z.object({ name: z.literal('aes-256-gcm'), iv: z.string() }),
})
const file = header.extend({ content: z.string() })
type Header = z.infer<typeof header>

const moment = z.coerce.date()
const keptKey = z.object({
  kid: z.string().length(8),
  role: z.enum(['root', 'signing']),
  publicKey: z.string().length(43),
  privateKey: z.string().nullable(),
  statement: z.string().nullable(),
  current: z.boolean(),
  createdAt: moment,
  createdBy: z.string(),
  replacedAt: moment.nullable(),
  retiredAt: moment.nullable(),
  retiredBy: z.string().nullable(),
})
const content = z.object({ keys: z.array(keptKey) })

/** Seals keys with a passphrase, as a text that may lie anywhere. */
export async function sealKeys(keys: readonly KeptKey[], passphrase: string, now: Date): Promise<string> {
  const root = keys.find((key) => key.role === 'root')
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const head: Header = {
    ...{ claviger: 'keys', format, root: root?.kid ?? '', madeAt: now.toISOString() },
    kdf: { name: 'scrypt', ...cost, salt: salt.toString('base64url') },
    cipher: { name: 'aes-256-gcm', iv: iv.toString('base64url') },
  }
  const cipher = createCipheriv('aes-256-gcm', await keyFrom(passphrase, head), iv)
  cipher.setAAD(Buffer.from(JSON.stringify(head)))
  const text = JSON.stringify(content.parse({ keys }))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${JSON.stringify({ ...head, content: sealed.toString('base64url') }, null, 2)}\n`
}

/** Opens what was sealed; a wrong passphrase and a changed file say so. */
export async function openKeys(text: string, passphrase: string): Promise<readonly KeptKey[]> {
  const { content: sealed, ...head } = fileIn(text)
  const bytes = Buffer.from(sealed, 'base64url')
  const key = await keyFrom(passphrase, head)
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(head.cipher.iv, 'base64url'))
  decipher.setAAD(Buffer.from(JSON.stringify(head)))
  decipher.setAuthTag(bytes.subarray(-16))
  const { keys } = content.parse(JSON.parse(opened(decipher, bytes.subarray(0, -16))))
  return keys.map((kept) => ({
    ...kept,
    ...{ here: kept.privateKey !== null, certified: kept.statement !== null, backedUpAt: null },
  }))
}

function opened(decipher: ReturnType<typeof createDecipheriv>, bytes: Buffer): string {
  try {
    return Buffer.concat([decipher.update(bytes), decipher.final()]).toString('utf8')
  } catch {
    throw new CannotOpenKeys(
      'wrong_passphrase',
      'This passphrase does not open the file, or the file was changed. Type the passphrase it was made with.',
    )
  }
}

function fileIn(text: string): z.infer<typeof file> {
  const read = file.safeParse(jsonIn(text))
  if (!read.success)
    throw new CannotOpenKeys('not_a_key_file', 'This is not a file of kept keys, or a part of it is missing.')
  if (read.data.format > format)
    throw new CannotOpenKeys(
      'newer',
      `This file has format ${read.data.format}; this Claviger reads up to ${format}. Use a newer Claviger.`,
    )
  return read.data
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function keyFrom(passphrase: string, { kdf: { N, r, p, salt } }: Header): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  // Two keyboards may write one letter in two ways; the same passphrase must be the same bytes.
  const typed = passphrase.normalize('NFC')
  const options = { N, r, p, maxmem: 256 * N * r }
  scrypt(typed, Buffer.from(salt, 'base64url'), 32, options, (fault, key) =>
    fault ? reject(fault) : resolve(key),
  )
  return promise
}
