import type { Option } from './select-field.tsx'

export interface Filter {
  /** The parameter in the address. */
  name: string
  label: string
  options: readonly Option[]
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
      const option = filter?.options.find((one) => one.value === value)
      return {
        name,
        value,
        label: filter?.label ?? name,
        valueLabel: option?.label ?? value,
        without: without(params, name, value),
        unknown: option === undefined,
      }
    })
}

function without(params: URLSearchParams, name: string, value: string): string {
  const rest = new URLSearchParams(
    [...params].filter(([n, v]) => v !== '' && n !== 'page' && n !== 'open' && !(n === name && v === value)),
  )
  return rest.size === 0 ? '' : `?${rest}`
}
