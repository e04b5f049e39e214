import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { kidOf, type LicenseDocument } from '@claviger/core/activation/document'
import { statementPayload } from '@claviger/core/activation/key-statement'
import { noticePayload } from '@claviger/core/activation/retired-keys'
import { headerLineOf, headerOf, payloadOf, textOf } from '@claviger/core/activation/write-license'
import { dateFrom } from '@claviger/core/kernel/calendar'

/** A key that is the same in every run: made of a name. */
export interface TestKey {
  readonly privateKey: KeyObject
  readonly publicKey: string
}

/** Makes a key of a name. */
export function keyOf(name: string): TestKey {
  const seed = createHash('sha256').update(name).digest()
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: String(createPublicKey(privateKey).export({ format: 'jwk' }).x) }
}

export function encoded(json: unknown): string {
  return Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)).toString('base64url')
}

export function jwsOf(header: unknown, payload: unknown, { privateKey }: TestKey): string {
  const signed = `${encoded(header)}.${encoded(payload)}`
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
}

export const root = keyOf('root')
export const keyOne = keyOf('key one')
export const keyTwo = keyOf('key two')

/** What the root says of a key. */
export function statementOf(key: TestKey, by = root, madeAt = 1_735_000_000): string {
  const header = { alg: 'EdDSA', typ: 'claviger-key', kid: kidOf(by.publicKey) }
  return jwsOf(header, statementPayload({ publicKey: key.publicKey, madeAt }), by)
}

/** Ines's license of Loomwright, paid through 2026 and with 6.2 earned. */
export const sample: LicenseDocument = {
  kind: 'offline',
  licenseId: 'R8KQ40ZT7M',
  licensee: 'Harrow & Vale GmbH',
  person: 'Ines Okafor',
  title: 'Loomwright',
  products: [
    {
      code: 'LOOM',
      paidUpTo: dateFrom('2026-12-31'),
      fallbackDate: dateFrom('2026-01-01'),
      fallbackRelease: '6.2',
    },
  ],
  serial: 1,
  issuedAt: secondsOf('2026-01-02T09:00:00Z'),
  timeZone: 'Europe/Berlin',
  policy: { graceDays: 7, checkHours: 24, offlineDays: 30 },
}

/** Signs a document as the vendor does. */
export function licenseOf(changes: Partial<LicenseDocument> = {}, key = keyOne, by = root): string {
  const document = { ...sample, ...changes }
  return textOf(headerLineOf(document), bareLicenseOf(document, key, by))
}

/** The same without header line and breaks. */
export function bareLicenseOf(document: LicenseDocument, key = keyOne, by = root): string {
  return jwsOf(headerOf(kidOf(key.publicKey), statementOf(key, by)), payloadOf(document), key)
}

/** What the root says of keys that count no more. */
export function noticeOf(keys: Record<string, string>, madeAt = '2026-06-01T00:00:00Z', by = root): string {
  const header = { alg: 'EdDSA', typ: 'claviger-retired', kid: kidOf(by.publicKey) }
  const retired = new Map(Object.entries(keys).map(([kid, at]) => [kid, secondsOf(at)]))
  return jwsOf(header, noticePayload({ madeAt: secondsOf(madeAt), keys: retired }), by)
}

export function secondsOf(moment: string): number {
  return Date.parse(moment) / 1000
}
