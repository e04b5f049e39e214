import type { CalendarDate } from '../kernel/calendar.ts'

/** A code that is carried by hand and needs no network, or what a connected machine gets and renews by itself. */
export type DocumentKind = 'offline' | 'online'

/** What a license says of one product: the product itself, or each member of a pack. */
export interface LicensedProduct {
  readonly code: string
  /** The last day that is paid for; for an unpaid license, the day its invoice is due. */
  readonly paidUpTo: CalendarDate
  /** Releases up to this day may run for ever; absent while nothing has been earned. */
  readonly fallbackDate?: CalendarDate | undefined
  /** The newest release X.Y that may run for ever, with all its bug-fix releases; absent where releases have no dates. */
  readonly fallbackRelease?: string | undefined
}

/** How long a product may go on by itself. */
export interface DocumentPolicy {
  /** Days of normal work after `paidUpTo`. */
  readonly graceDays: number
  /** Hours after which a connected product asks again. */
  readonly checkHours: number
  /** Days a connected product works without an answer. */
  readonly offlineDays: number
}

/** Why a connected product must stop: what the service says instead of renewing. */
export interface Revocation {
  /** Seconds since 1970. */
  readonly at: number
  /** Who took the license back or signed the machine out, as people know them. */
  readonly by: string
  readonly why: 'revoked' | 'signed-out' | 'released'
}

/** All a license document says; the signer writes it, the product believes it. */
export interface LicenseDocument {
  readonly kind: DocumentKind
  readonly licenseId: string
  /** The organization the license belongs to. */
  readonly licensee: string
  /** Who may use it: the person's name, or the address of somebody without a name. */
  readonly person: string
  /** What the license is called: the product or the pack that was bought. */
  readonly title: string
  readonly products: readonly LicensedProduct[]
  /** Counts the codes of this license; 0 in an online document. */
  readonly serial: number
  /** Seconds since 1970. */
  readonly issuedAt: number
  /** In whose days `paidUpTo` is counted. */
  readonly timeZone: string
  readonly policy: DocumentPolicy
  /** Only in an online document that ends the activation. */
  readonly revoked?: Revocation | undefined
}

/** What the root says of a signing key. */
export interface KeyStatement {
  /** The signing key's public half: 32 bytes, base64url. */
  readonly publicKey: string
  /** Seconds since 1970; a document older than its key's statement is not genuine. */
  readonly madeAt: number
}

/** Names a key: the first eight characters of its public half, so that everybody can derive it and nobody can choose it. */
export function kidOf(publicKey: string): string {
  return publicKey.slice(0, 8)
}
