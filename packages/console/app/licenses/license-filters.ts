import { useSearchParams } from 'react-router'
import type { Filter } from '../ui/filter-chips.ts'
import type { Option } from '../ui/select-field.tsx'
import type { Format } from '../words/format.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords, type Words } from '../words/use-words.ts'
import { isDomain, wholeDays } from './license-address.ts'
import type { SeatTotals } from './seat-totals.ts'

interface FilterPlace {
  readonly products: readonly (readonly [slug: string, name: string])[]
  readonly teams: readonly (readonly [id: string, name: string])[]
  readonly totals: SeatTotals
}

type Say = Words<'licenses'>

/** Everything the list of licenses can be narrowed by, with the words for each value. */
export function useFilters(place: FilterPlace): Filter[] {
  const words = useWords('licenses')
  const format = useFormat()
  const [params] = useSearchParams()
  const act = params.get('act')
  return [
    { name: 'status', label: words('status'), options: statuses(place.totals, words), many: true },
    { name: 'product', label: words('product'), options: listed(place.products), many: true },
    ...(place.teams.length > 1
      ? [{ name: 'team', label: words('team'), options: listed(place.teams), many: true }]
      : []),
    countedDays('idle', words('last_used'), (count) => words('idle_days', { count })),
    countedDays('never', words('status_never'), (count) => words('never_days', { count })),
    countedDays('waiting', words('waiting'), (count) => words('waiting_days', { count })),
    renewal(words, format),
    lastDay(words, format),
    { name: 'came', label: words('came_by'), options: ways(words), many: true },
    domain(words),
    { name: 'code', label: words('activation_code'), options: codes(words) },
    { name: 'letter', label: words('letter'), options: [{ value: 'failed', label: words('letter_failed') }] },
    ...(act
      ? [{ name: 'act', label: words('job'), options: [{ value: act, label: words('this_job') }] }]
      : []),
  ]
}

const listed = (list: FilterPlace['teams']): Option[] => list.map(([value, label]) => ({ value, label }))

function statuses({ placed, withheld }: SeatTotals, words: Say): Option[] {
  return [
    { value: 'connected', label: words('status_connected') },
    { value: 'invited', label: words('status_invited') },
    { value: 'free', label: words('status_free') },
    { value: 'idle', label: words('status_idle') },
    { value: 'never', label: words('status_never') },
    { value: 'not_recorded', label: words('status_not_recorded') },
    ...(placed > 0 ? [{ value: 'placed', label: words('status_placed') }] : []),
    ...(withheld > 0 ? [{ value: 'withheld', label: words('status_withheld') }] : []),
  ]
}

const usualDays = [14, 30, 60, 90]

/** A number of days that is "or more"; any other number may stand in the address. */
function countedDays(name: string, label: string, say: (count: number) => string): Filter {
  return {
    ...{ name, label },
    options: usualDays.map((count) => ({ value: String(count), label: say(count) })),
    reads: (value) => {
      const count = wholeDays(value)
      return count === undefined ? null : say(count)
    },
  }
}

function renewal(words: Say, format: Format): Filter {
  const within = (count: number) => words('within_days', { count })
  return {
    ...{ name: 'renews', label: words('renews') },
    options: [30, 45, 60, 90].map((count) => ({ value: String(count), label: within(count) })),
    reads: (value) => daysRead(value, { words, format }),
    typed: { as: 'date', label: words('renews_by') },
  }
}

function lastDay(words: Say, format: Format): Filter {
  const within = (count: number) => words('within_days', { count })
  return {
    ...{ name: 'until', label: words('given_until') },
    options: [
      { value: 'any', label: words('until_any') },
      ...[7, 30, 90].map((count) => ({ value: String(count), label: within(count) })),
    ],
    reads: (value) => daysRead(value, { words, format }),
  }
}

function daysRead(value: string, say: { words: Say; format: Format }): string | null {
  if (value === 'any') return say.words('until_any')
  const count = wholeDays(value)
  if (count !== undefined) return say.words('within_days', { count })
  return isDay(value) ? say.words('by_day', { date: say.format.date(value) }) : null
}

/** Whether this is a day there is, told without the calendar, which would be many scripts for one question. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(`${text}T`)
}

function ways(words: Say): Option[] {
  const all = ['form', 'list', 'link', 'request', 'api', 'import'] as const
  return all.map((value) => ({ value, label: words(`came_by_${value}`) }))
}

function domain(words: Say): Filter {
  return {
    ...{ name: 'domain', label: words('domain'), options: [], many: true },
    reads: (value) => (isDomain(value) ? value : null),
    typed: { as: 'text', label: words('domain') },
  }
}

const codes = (words: Say): Option[] => [
  { value: 'yes', label: words('code_yes') },
  { value: 'no', label: words('code_no') },
]
