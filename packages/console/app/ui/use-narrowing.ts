import { useSearchParams } from 'react-router'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { chipsOf, type Filter, notFilters } from './filter-chips.ts'

/** What a list is narrowed by, as one piece of a sentence; nothing when the address narrows nothing. */
export function useNarrowing(filters: readonly Filter[], others: readonly string[] = []): string | null {
  const words = useWords()
  const format = useFormat()
  const [params] = useSearchParams()
  const chips = chipsOf(params, filters, [...notFilters, ...others])
  const typed = params.get('q')?.trim()
  const parts = [
    ...chips.filter((chip) => !chip.unknown).map((chip) => chip.valueLabel),
    ...(typed ? [words('quoted', { text: typed })] : []),
  ]
  return parts.length === 0 ? null : format.list(parts)
}
