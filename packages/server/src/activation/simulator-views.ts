import { planSimulation, type SimulationCast, simulatedSpan } from '@claviger/core/activation/plan-simulation'
import {
  readSimulation,
  type SimulatedTerms,
  type SimulationDefaults,
  type TypedSimulation,
} from '@claviger/core/activation/read-simulation'
import {
  answersOn,
  type ReleaseAnswer,
  type TurningPoint,
  turningPoints,
} from '@claviger/core/activation/simulate'
import type { CalendarDate } from '@claviger/core/kernel/calendar'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import type { FieldsWrong } from '@claviger/core/kernel/fields'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Read } from '../db/unit-of-work.ts'
import { type DevProduct, listDevProducts } from './dev-store.ts'
import { loadSimulatedLicense, type SimulatedLicense } from './simulated-license.ts'
import { loadSimulationBasis, type SimulationBasis } from './simulation-basis.ts'

export interface SimulatorQuery {
  /** A product code; the first product when it names none. */
  readonly product: string
  /** A license id as somebody typed it; empty for made-up terms. */
  readonly license: string
  readonly typed: TypedSimulation
}

/** What the terms come to. */
export interface PlayedTerms {
  readonly terms: SimulatedTerms
  /** The version whose copy is asked. */
  readonly release: string
  readonly first: CalendarDate
  readonly last: CalendarDate
  /** What each version says on the day that is looked at. */
  readonly answers: readonly ReleaseAnswer[]
  readonly points: readonly TurningPoint[]
}

export interface SimulatorPage {
  readonly products: readonly DevProduct[]
  readonly license: Pick<SimulatedLicense, 'id' | 'title' | 'licensee' | 'products'> | null
  /** A license id was given that opens nothing. */
  readonly unknownLicense: boolean
  /** Nothing while there is no product to play with. */
  readonly played: {
    readonly product: SimulationCast['product']
    /** What stands where nothing was typed. */
    readonly defaults: SimulationDefaults
    readonly result: Decision<PlayedTerms, FieldsWrong>
  } | null
}

/** Plays a license through, day by day: a sold one by its id, or made-up terms of a product. */
export async function simulatorPage(
  read: Read,
  query: SimulatorQuery,
): Promise<Decision<SimulatorPage, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.customers')
  if (!door.ok) return door
  const asked = query.license.trim()
  const license = asked === '' ? undefined : await loadSimulatedLicense(read, asked)
  const products = await listDevProducts(read)
  const found = pick(license?.products ?? products, query.product)
  const basis = found && (await loadSimulationBasis(read, found, license))
  return accept({
    ...{ products, license: license ?? null, unknownLicense: asked !== '' && !license },
    played: basis
      ? { product: basis.cast.product, defaults: basis.defaults, result: play(basis, query) }
      : null,
  })
}

function pick<Product extends { readonly code: string }>(
  products: readonly Product[],
  code: string,
): Product | undefined {
  return products.find((product) => product.code === code) ?? products[0]
}

function play(
  { cast, defaults }: SimulationBasis,
  { typed }: SimulatorQuery,
): Decision<PlayedTerms, FieldsWrong> {
  const read = readSimulation(typed, defaults)
  if (!read.ok) return read
  const terms = read.plan
  const simulation = planSimulation(terms, cast)
  const { first, last } = simulatedSpan(terms)
  return accept({
    ...{ terms, first, last, release: releaseAsked(terms) },
    answers: answersOn(simulation, terms.day),
    points: turningPoints(simulation, first, last),
  })
}

/** The version that was chosen, else the newest one of the day, else the first there will be. */
function releaseAsked({ release, releases, day }: SimulatedTerms): string {
  const chosen = releases.find(({ version }) => version === release)
  const newest = releases.findLast(({ releasedOn }) => releasedOn <= day)
  return (chosen ?? newest ?? releases[0])?.version ?? ''
}
