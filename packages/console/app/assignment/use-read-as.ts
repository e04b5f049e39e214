import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { ReadingShown } from './list-view.server.ts'

const separators = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as const

/** Says in one line what a file turned out to be: "Read as CSV: windows-1252, semicolons, 200 rows." */
export function useReadAs({ kind, encoding, separator, sheet, totals }: ReadingShown): string {
  const lists = useWords('lists')
  const format = useFormat()
  const parts = [
    encoding,
    separator && lists(separators[separator]),
    sheet && lists('tab_named', { name: sheet }),
    lists('rows', { count: totals.lines }),
  ]
  const details = format.list(parts.filter((part): part is string => part !== null && part !== ''))
  return lists('read_as', { kind: lists(`kind_${kind}`), details })
}
