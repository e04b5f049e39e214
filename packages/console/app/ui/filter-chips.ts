import type { Option } from './select-field.tsx'

export interface Filter {
  /** The parameter in the address. */
  name: string
  label: string
  options: readonly Option[]
  /** What is chosen adds to what was, as "or"; else it takes its place. */
  many?: boolean | undefined
  /** The words for a value that is none of the options; null where it means nothing. */
  reads?: ((value: string) => string | null) | undefined
  /** Lets a value be typed that is none of the options. */
  typed?: { readonly as: 'text' | 'date'; readonly label: string } | undefined
}

export interface Chip {
  name: string
  value: string
  label: string
  valueLabel: string
  /** The address's query without this one filter. */
  without: string
  unknown: boolean
}

/** Parameters of every list that say how it is shown, not what is in it; what is searched for has a box of its own. */
export const notFilters: readonly string[] = ['q', 'sort', 'page', 'open', 'select']

/** The filters an address holds, in its order; what no filter claims is kept in sight as not understood. */
export function chipsOf(
  params: URLSearchParams,
  filters: readonly Filter[],
  ignored: readonly string[],
): readonly Chip[] {
  return [...params]
    .filter(([name, value]) => value !== '' && !ignored.includes(name))
    .map(([name, value]) => {
      const filter = filters.find((one) => one.name === name)
      const words = filter && wordsFor(filter, value)
      return {
        name,
        value,
        label: filter?.label ?? name,
        valueLabel: words ?? value,
        without: without(params, name, value),
        unknown: words == null,
      }
    })
}

function wordsFor({ options, reads }: Filter, value: string): string | null {
  return options.find((one) => one.value === value)?.label ?? reads?.(value) ?? null
}

/** Another filter is another list: it begins at its start, with nothing open and nothing ticked. */
const aboutTheOldList = ['page', 'open', 'select']

function without(params: URLSearchParams, name: string, value: string): string {
  const rest = new URLSearchParams(
    [...params].filter(([n, v]) => v !== '' && !aboutTheOldList.includes(n) && !(n === name && v === value)),
  )
  return rest.size === 0 ? '' : `?${rest}`
}
