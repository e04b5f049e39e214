import { addDays, type CalendarDate } from '../kernel/calendar.ts'
import type { DocumentPolicy } from './document.ts'
import { planDocument, soldLicense } from './plan-document.ts'
import type { SimulatedTerms } from './read-simulation.ts'
import { noonOf, type Simulation } from './simulate.ts'

/** Whose license is played through, and in which product. */
export interface SimulationCast {
  readonly licenseId: string
  readonly licensee: string
  readonly person: string
  /** What the license is called: the product or the pack. */
  readonly title: string
  readonly product: { readonly code: string; readonly name: string }
  readonly timeZone: string
  readonly checkHours: number
  /** The day the invoice is due. */
  readonly dueOn: CalendarDate
}

/** The document the service would sign at noon of the first day of these terms, and what becomes of it. */
export function planSimulation(terms: SimulatedTerms, cast: SimulationCast): Simulation {
  const { start, paidThrough, payment, releases } = terms
  const { product, dueOn, person, timeZone, ...named } = cast
  const term = { start, end: paidThrough, settled: payment === 'settled', dueOn }
  const policy = policyOf(terms, cast)
  const facts = {
    ...{ ...named, timeZone, name: person, address: '', policy },
    ...{ organizationId: 0, assignmentId: '', personId: '', teamId: 0 },
    ...soldLicense(term, [{ ...product, releases }], policy),
  }
  const serial = terms.kind === 'offline' ? 1 : 0
  return {
    document: planDocument(facts, { kind: terms.kind, serial, now: noonOf(start, timeZone) }),
    ...{ product: product.code, releases },
    ...{ revokedOn: terms.revokedOn ?? undefined, unreachableSince: terms.unreachableSince ?? undefined },
  }
}

function policyOf(
  { graceDays, offlineDays }: SimulatedTerms,
  { checkHours }: SimulationCast,
): DocumentPolicy {
  return { graceDays, checkHours, offlineDays }
}

/** The days worth looking at: from before the license to a year after all of it has ended. */
export function simulatedSpan({ start, paidThrough, graceDays, day }: SimulatedTerms) {
  const first = addDays(start, -14)
  const last = addDays(paidThrough, graceDays + 366)
  return { first: day < first ? day : first, last: day > last ? day : last }
}
