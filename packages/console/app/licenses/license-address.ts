import type { LicenseFilter } from '@claviger/server/assignment/license-filter'
import type { LicenseSort } from '@claviger/server/assignment/license-order'
import type { SeatCount } from '@claviger/server/assignment/seat-views'

/** What the address of the Licenses page asks for. */
export interface LicensesAddress {
  readonly filter: LicenseFilter
  readonly sort: LicenseSort
  readonly descending: boolean
  readonly page: number
  /** The license whose panel is open. */
  readonly open: string | null
  /** The act that was just done here. */
  readonly job: string | null
}

type Status = NonNullable<LicenseFilter['status']>[number]

const statuses: readonly Status[] = ['connected', 'invited', 'free', 'placed', 'withheld']
const sorts: readonly LicenseSort[] = ['person', 'product', 'team', 'status', 'assigned', 'renews']

/** The parameters that decide which licenses match; the others only say how they are shown. */
const filterNames = ['status', 'product', 'team', 'waiting', 'letter', 'act', 'q'] as const

/** Reads an address; what is not understood limits nothing (the page shows it as a chip). Repeating a key means "or". */
export function readLicensesAddress(params: URLSearchParams, seats: readonly SeatCount[]): LicensesAddress {
  const sort = params.get('sort') ?? ''
  const page = Number(params.get('page'))
  return {
    filter: readFilter(params, seats),
    sort: sorts.find((one) => one === sort.replace(/^-/, '')) ?? 'position',
    descending: sort.startsWith('-'),
    page: Number.isSafeInteger(page) && page > 0 && page <= 1_000_000 ? page : 1,
    open: params.get('open'),
    job: params.get('job'),
  }
}

function readFilter(params: URLSearchParams, seats: readonly SeatCount[]): LicenseFilter {
  const status = statuses.filter((one) => params.getAll('status').includes(one))
  const products = params.getAll('product').flatMap((slug) => codeOf(slug, seats))
  const teams = params.getAll('team').flatMap((id) => teamOf(id, seats))
  const waiting = params.get('waiting') ?? ''
  const search = params.get('q') ?? ''
  return {
    ...(status.length > 0 && { status }),
    ...(products.length > 0 && { products }),
    ...(teams.length > 0 && { teams }),
    ...(/^\d{1,4}$/.test(waiting) && { waitingDays: Number(waiting) }),
    ...(params.getAll('letter').includes('failed') && { letterFailed: true }),
    ...(params.get('act') && { jobId: params.get('act') ?? '' }),
    ...(search.trim() !== '' && { search: search.slice(0, 200) }),
  }
}

function codeOf(slug: string, seats: readonly SeatCount[]): string[] {
  const seat = seats.find(({ product }) => product.slug === slug.toLowerCase())
  return seat ? [seat.product.code] : []
}

function teamOf(id: string, seats: readonly SeatCount[]): number[] {
  const seat = seats.find(({ team }) => String(team.id) === id)
  return seat ? [seat.team.id] : []
}

/** The part of an address that decides which licenses match, in one spelling. */
export function filterOf(params: URLSearchParams): string {
  const wanted = [...params].filter(
    ([name, value]) => value !== '' && filterNames.some((known) => known === name),
  )
  return new URLSearchParams(wanted).toString()
}
