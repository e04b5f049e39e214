import type { PersonLetter } from '@claviger/server/assignment/whole-person-views'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'

type ShownLetter = Omit<PersonLetter, 'at'> & { readonly at: string }

/** What somebody was written about licenses, and whether it arrived. */
export function PersonLetters({ letters }: { letters: readonly ShownLetter[] }) {
  const words = useWords('people')
  const format = useFormat()
  if (letters.length === 0) return <p>{words('letters_none')}</p>
  const columns: Column<ShownLetter>[] = [
    { key: 'letter', head: words('letter'), cell: (one) => <bdi>{one.subject}</bdi> },
    {
      key: 'state',
      head: words('status'),
      priority: 1,
      cell: (one) => words(`letter_${one.state}`, { time: format.dateTime(one.at) }),
    },
    { key: 'when', head: words('when'), nowrap: true, cell: (one) => <MomentText at={one.at} /> },
  ]
  return (
    <DataTable caption={words('letters_title')} columns={columns} rows={letters} rowKey={(one) => one.id} />
  )
}
