import type { Release } from '../catalog/release.ts'
import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import { type Fallback, fallbackOn, type PaidSpan } from '../licenses/fallback.ts'
import type { DocumentKind, DocumentPolicy, LicenseDocument, LicensedProduct } from './document.ts'

/** What a subscription was paid for, and until when its invoice may wait. */
export interface SoldTerm extends PaidSpan {
  readonly settled: boolean
  readonly dueOn: CalendarDate
}

/** A product that was bought, by itself or in a pack, with its dated releases. */
export interface SoldProduct {
  readonly code: string
  readonly name: string
  readonly releases: readonly Release[]
}

/** A product that stays, and how far: through a release, or through what came out by a day. */
export interface Keep {
  readonly code: string
  readonly name: string
  readonly release?: string
  readonly releasedThrough?: CalendarDate
}

/** What every license of one subscription says. */
export interface SoldLicense {
  readonly products: readonly LicensedProduct[]
  readonly settled: boolean
  readonly paidUpTo: CalendarDate
  /** The last day on which its documents are more than a fallback: grace included. */
  readonly validUntil: CalendarDate
  /** What the holder may run for ever. */
  readonly keeps: readonly Keep[]
}

/** All a document rests on: the license, who holds it, what was bought, and the vendor's policy. */
export interface DocumentFacts extends SoldLicense {
  readonly organizationId: number
  readonly assignmentId: string
  readonly licenseId: string
  readonly personId: string
  readonly teamId: number
  readonly licensee: string
  readonly address: string
  /** Empty where nobody said one. */
  readonly name: string
  readonly title: string
  readonly timeZone: string
  readonly policy: DocumentPolicy
}

export interface DocumentMaking {
  readonly kind: DocumentKind
  readonly serial: number
  readonly now: Date
}

/** Writes down what is true of a license now, for a product to believe. */
export function planDocument(facts: DocumentFacts, { kind, serial, now }: DocumentMaking): LicenseDocument {
  const { licenseId, licensee, title, products, timeZone, policy } = facts
  return {
    ...{ kind, licenseId, licensee, person: facts.name || facts.address, title, products, serial },
    ...{ issuedAt: Math.floor(now.getTime() / 1000), timeZone, policy },
  }
}

/**
 * What was bought, product by product. A license that is not paid for runs until its invoice is due, never longer than
 * its term, and nothing of it is earned.
 */
export function soldLicense(
  term: SoldTerm,
  sold: readonly SoldProduct[],
  { graceDays }: Pick<DocumentPolicy, 'graceDays'>,
): SoldLicense {
  const { settled, dueOn, end } = term
  const paidUpTo = settled || end < dueOn ? end : dueOn
  const parts = sold.map(({ code, name, releases }) => {
    const fallback: Fallback = settled ? fallbackOn(term, releases) : { kind: 'none' }
    return { product: licensed(code, paidUpTo, fallback, term), keep: kept(code, name, fallback) }
  })
  return {
    products: parts.map((part) => part.product),
    keeps: parts.flatMap((part) => part.keep),
    ...{ settled, paidUpTo, validUntil: addDays(paidUpTo, graceDays) },
  }
}

function licensed(code: string, paidUpTo: CalendarDate, fallback: Fallback, term: SoldTerm): LicensedProduct {
  if (fallback.kind === 'none') return { code, paidUpTo }
  const fallbackDate = releasedThrough(fallback, term)
  if (fallback.kind === 'date') return { code, paidUpTo, fallbackDate }
  return { code, paidUpTo, fallbackDate, fallbackRelease: fallback.version }
}

/** Without releases to choose from, what is kept is the day itself. */
function releasedThrough(fallback: Fallback, term: SoldTerm): CalendarDate | undefined {
  const byDate = fallback.kind === 'date' ? fallback : fallbackOn(term, [])
  return byDate.kind === 'date' ? byDate.releasedThrough : undefined
}

function kept(code: string, name: string, fallback: Fallback): Keep[] {
  if (fallback.kind === 'none') return []
  return [
    fallback.kind === 'version'
      ? { code, name, release: fallback.version }
      : { code, name, releasedThrough: fallback.releasedThrough },
  ]
}
