import type { PeopleFilter } from '@claviger/server/assignment/people-filter'
import type { SeatCount } from '@claviger/server/assignment/seat-views'
import { isDomain, wholeDays } from '../licenses/license-address.ts'

/** What the address of the People page asks for. */
export interface PeopleAddress {
  readonly filter: PeopleFilter
  readonly sort: 'person' | 'used'
  readonly descending: boolean
  readonly page: number
  /** The act that was just done here. */
  readonly job: string | null
}

/** The parameters that decide which people match; the others only say how they are shown. */
const filterNames = ['q', 'status', 'product', 'team', 'idle', 'domain', 'outside']
const mostPages = 100_000
/** Idle, where nobody says how long. */
export const usualIdleDays = 60

/** Reads an address; what is not understood limits nothing (the page shows it as a chip). Repeating a key means "or". */
export function readPeopleAddress(params: URLSearchParams, seats: readonly SeatCount[]): PeopleAddress {
  const sort = params.get('sort') ?? ''
  const page = Math.trunc(Number(params.get('page'))) || 1
  return {
    filter: readFilter(params, seats),
    sort: sort.replace(/^-/, '') === 'used' ? 'used' : 'person',
    descending: sort.startsWith('-'),
    page: Math.min(mostPages, Math.max(1, page)),
    job: params.get('job'),
  }
}

function readFilter(params: URLSearchParams, seats: readonly SeatCount[]): PeopleFilter {
  const all = (name: string) => params.getAll(name)
  const is = (status: string) => all('status').includes(status)
  return {
    search: (params.get('q') ?? '').slice(0, 200),
    holding: is('none') ? 'none' : undefined,
    status: (['connected', 'invited'] as const).filter(is),
    products: all('product').flatMap((slug) => codeOf(slug, seats)),
    teams: all('team').flatMap((id) => teamOf(id, seats)),
    idleDays: wholeDays(params.get('idle') ?? '') ?? (is('idle') ? usualIdleDays : undefined),
    use: (['never', 'not_recorded'] as const).find(is),
    domain: all('domain').find(isDomain)?.replace(/^@/, ''),
    outside: params.get('outside') === 'ours' || undefined,
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

/** The part of an address that decides which people match, in one spelling. */
export function peopleFilterOf(params: URLSearchParams): string {
  const wanted = [...params].filter(([name, value]) => value !== '' && filterNames.includes(name))
  return new URLSearchParams(wanted).toString()
}
