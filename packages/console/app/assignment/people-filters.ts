import { useSearchParams } from 'react-router'
import { isDomain, wholeDays } from '../licenses/license-address.ts'
import type { Filter } from '../ui/filter-chips.ts'
import { useWords } from '../words/use-words.ts'

interface FilterPlace {
  readonly products: readonly (readonly [slug: string, name: string])[]
  readonly teams: readonly (readonly [id: string, name: string])[]
  readonly domains: readonly string[]
}

const usualDays = [14, 30, 60, 90, 180]

/** What people can be filtered by, with what the address names besides. */
export function usePeopleFilters({ products, teams, domains: frequent }: FilterPlace): Filter[] {
  const words = useWords('people')
  const [params] = useSearchParams()
  const options = (list: FilterPlace['teams']) => list.map(([value, label]) => ({ value, label }))
  const typed = params.getAll('idle').flatMap((text) => wholeDays(text) ?? [])
  const days = [...new Set([...usualDays, ...typed])].sort((one, other) => one - other)
  const domains = [...new Set([...frequent, ...params.getAll('domain').filter(isDomain)])]
  return [
    {
      name: 'status',
      label: words('status'),
      many: true,
      options: (['connected', 'invited', 'none', 'idle', 'never', 'not_recorded'] as const).map((value) => ({
        ...{ value, label: words(`status_${value}`) },
      })),
    },
    { name: 'product', label: words('product'), options: options(products), many: true },
    ...(teams.length > 1
      ? [{ name: 'team', label: words('team'), options: options(teams), many: true }]
      : []),
    {
      name: 'idle',
      label: words('idle'),
      options: days.map((count) => ({ value: String(count), label: words('idle_days', { count }) })),
    },
    {
      name: 'outside',
      label: words('outside'),
      options: [{ value: 'ours', label: words('outside_ours') }],
    },
    ...(domains.length > 0
      ? [
          {
            name: 'domain',
            label: words('domain'),
            many: true,
            options: domains.map((domain) => ({ value: domain, label: domain })),
          },
        ]
      : []),
  ]
}
