import type { LicenseDocument, LicensedProduct } from '@claviger/core/activation/document'
import type { Verdict } from '@claviger/core/activation/verdict'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { first, root } from './fixed-keys.ts'

/** What a verifier is asked, as it stands in the files. */
export interface Asked {
  readonly rootKeys: readonly string[]
  readonly product: string
  readonly release?: string
  readonly releasedOn?: string
  /** A moment in UTC. */
  readonly now: string
  readonly retired?: string
}

/** The facts a verifier must come to; a verdict may say more. */
export type Expected = { readonly kind: Verdict['kind'] } & Readonly<Record<string, unknown>>

/** One text, one question, one answer. */
export interface Vector {
  readonly name: string
  readonly text: string
  readonly asked: Asked
  readonly verdict: Expected
}

/** A file of vectors. */
export interface VectorFile {
  readonly about: string
  readonly vectors: readonly Vector[]
}

/** A product as the documents of the vectors name it, unless a vector says otherwise. */
export function product(changes: Partial<Record<keyof LicensedProduct, string>> = {}): LicensedProduct {
  const { code = 'LOOM', paidUpTo = '2027-11-01', fallbackDate, fallbackRelease } = changes
  return {
    ...{ code, paidUpTo: dateFrom(paidUpTo) },
    ...(fallbackDate === undefined ? {} : { fallbackDate: dateFrom(fallbackDate) }),
    ...(fallbackRelease === undefined ? {} : { fallbackRelease }),
  }
}

/** What stays of a year of Loomwright: 6.2. */
export const keeps62 = { fallbackDate: '2026-11-02', fallbackRelease: '6.2' }

/** A code for a year of Loomwright that stays with 6.2, issued on 2 November 2026 in Berlin. */
export function document(changes: Partial<LicenseDocument> = {}): LicenseDocument {
  return {
    ...{ kind: 'offline', licenseId: 'CL7K3M9QXW', licensee: 'Harrow & Vale', person: 'Ines Okafor' },
    ...{ title: 'Loomwright', serial: 1, issuedAt: Date.parse('2026-11-02T09:00:00Z') / 1000 },
    ...{ timeZone: 'Europe/Berlin', policy: { graceDays: 7, checkHours: 24, offlineDays: 30 } },
    products: [product(keeps62)],
    ...changes,
  }
}

/** The same as a connected product gets it. */
export function online(changes: Partial<LicenseDocument> = {}): LicenseDocument {
  return document({ kind: 'online', serial: 0, ...changes })
}

/** The base code, signed by the first key. */
export const code = first.sign(document())

/** The question most vectors ask: may 6.2 run a week after the code was issued? */
export function asked(changes: Partial<Asked> = {}): Asked {
  return {
    rootKeys: [root.publicKey],
    product: 'LOOM',
    release: '6.2',
    now: '2026-11-09T12:00:00Z',
    ...changes,
  }
}

/** The signed part alone, on one line. */
export const jwsOf = (text: string) => text.split('\n').slice(1).join('')
export const encoded = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
export const decoded = (part = '') =>
  JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>
