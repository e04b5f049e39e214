import { addDays, type CalendarDate, calendarDate } from '@claviger/core/kernel/calendar'
import type { DayRange, LicenseFilter } from '@claviger/server/assignment/license-filter'
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

/** What an address is read against: the products and teams it may name, and the day its days are counted from. */
export interface AddressPlace {
  readonly seats: readonly SeatCount[]
  readonly today: CalendarDate
}

type Status = NonNullable<LicenseFilter['status']>[number]
type Came = NonNullable<LicenseFilter['came']>[number]

const statuses: readonly Status[] = [
  ...(['connected', 'invited', 'free', 'placed', 'withheld'] as const),
  ...(['idle', 'never', 'not_recorded'] as const),
]
const waysItCame: readonly Came[] = ['form', 'list', 'link', 'request', 'api', 'import']
const sorts: readonly LicenseSort[] = [
  ...(['person', 'product', 'team', 'status', 'last_used', 'renews', 'license', 'assigned'] as const),
  ...(['assigned_by', 'came', 'until', 'fallback', 'version', 'machines', 'code'] as const),
]

/** The parameters that decide which licenses match; the others only say how they are shown. */
const filterNames = [
  ...['status', 'idle', 'never', 'product', 'team', 'renews', 'until', 'came', 'domain', 'code'],
  ...['waiting', 'letter', 'act', 'q'],
]

/** Reads an address; what is not understood limits nothing (the page shows it as a chip). Repeating a key means "or". */
export function readLicensesAddress(params: URLSearchParams, place: AddressPlace): LicensesAddress {
  const sort = params.get('sort') ?? ''
  const page = Number(params.get('page'))
  return {
    filter: readFilter(params, place),
    sort: sorts.find((one) => one === sort.replace(/^-/, '')) ?? 'position',
    descending: sort.startsWith('-'),
    page: Number.isSafeInteger(page) && page > 0 && page <= 1_000_000 ? page : 1,
    open: params.get('open'),
    job: params.get('job'),
  }
}

function readFilter(params: URLSearchParams, { seats, today }: AddressPlace): LicenseFilter {
  const all = (name: string) => params.getAll(name)
  const [idle, never, waiting] = [fewest(all('idle')), fewest(all('never')), fewest(all('waiting'))]
  const days = { ...(idle !== undefined && { idle }), ...(never !== undefined && { never }) }
  const [renews, until] = [readDays(all('renews'), today), readDays(all('until'), today)]
  const search = params.get('q') ?? ''
  return {
    ...some('status', known(statuses, all('status'))),
    ...(Object.keys(days).length > 0 && { days }),
    ...some(
      'products',
      all('product').flatMap((slug) => codeOf(slug, seats)),
    ),
    ...some(
      'teams',
      all('team').flatMap((id) => teamOf(id, seats)),
    ),
    ...(renews && { renews }),
    ...(until && { until }),
    ...some('came', known(waysItCame, all('came'))),
    ...some('domains', all('domain').filter(isDomain).slice(0, 100)),
    ...some('code', known(['yes', 'no'] as const, all('code'))),
    ...(waiting !== undefined && { waitingDays: waiting }),
    ...(all('letter').includes('failed') && { letterFailed: true }),
    ...(params.get('act') && { jobId: params.get('act') ?? '' }),
    ...(search.trim() !== '' && { search: search.slice(0, 200) }),
  }
}

function some<Name extends string, Value>(name: Name, values: readonly Value[]) {
  return values.length === 0 ? {} : ({ [name]: values } as { readonly [Key in Name]: readonly Value[] })
}

function known<const Word extends string>(words: readonly Word[], typed: readonly string[]): Word[] {
  return words.filter((word) => typed.includes(word))
}

/** The days a filter names; each number is "at least", so of several the smallest says it all. */
function fewest(typed: readonly string[]): number | undefined {
  const numbers = typed.flatMap((text) => wholeDays(text) ?? [])
  return numbers.length === 0 ? undefined : Math.min(...numbers)
}

/** A number of days as an address writes it. */
export function wholeDays(text: string): number | undefined {
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined
}

/** What stands after the @ of an address, as far as an address of a page can tell. */
export function isDomain(text: string): boolean {
  return /^@?[^\s@,;]+\.[^\s@,;.]+$/u.test(text) && text.length <= 253
}

/**
 * Days ahead or a day: the next so many days from today on, everything up to a day, or whatever has a day at all (`any`).
 * Of several the widest.
 */
function readDays(typed: readonly string[], today: CalendarDate): DayRange | undefined {
  const ranges = typed.flatMap((text) => dayRange(text, today) ?? [])
  return ranges.length === 0
    ? undefined
    : ranges.reduce((one, other) => ({
        ...earliest(one.from, other.from),
        ...latest(one.to, other.to),
      }))
}

/** One such value; nothing when it is neither. */
export function dayRange(text: string, today: CalendarDate): DayRange | undefined {
  if (text === 'any') return {}
  const ahead = wholeDays(text)
  if (ahead !== undefined) return { from: today, to: addDays(today, ahead) }
  const day = calendarDate(text)
  return day.ok ? { to: day.plan } : undefined
}

/** A missing end is the widest. */
function earliest(one: string | undefined, other: string | undefined): Pick<DayRange, 'from'> {
  return one === undefined || other === undefined ? {} : { from: one < other ? one : other }
}

function latest(one: string | undefined, other: string | undefined): Pick<DayRange, 'to'> {
  return one === undefined || other === undefined ? {} : { to: one > other ? one : other }
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
    ([name, value]) => value !== '' && filterNames.some((one) => one === name),
  )
  return new URLSearchParams(wanted).toString()
}

/** What a view of this address keeps: which licenses match and in which order, in one spelling. */
export function viewQuery(params: URLSearchParams): string {
  const sort = params.get('sort')
  const query = new URLSearchParams(filterOf(params))
  query.delete('act')
  if (sort) query.set('sort', sort)
  return query.toString()
}
