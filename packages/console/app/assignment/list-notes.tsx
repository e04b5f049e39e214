import type { ReadingNote } from '@claviger/core/assignment/people-reading'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './assign-preview.module.css'
import type { SeenList } from './list-preview.tsx'

/** What whoever sent a list should know about the reading of it. */
export function ListNotes({ seen: { reading, preview } }: { seen: SeenList }) {
  const lists = useWords('lists')
  const sentence = useNoteSentence()
  const notes = [
    ...reading.notes.map(sentence),
    ...(reading.ownTeams && preview.counts.skipped > 0 ? [lists('first_row_counts')] : []),
  ]
  if (notes.length === 0) return null
  return (
    <ul className={style.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

function useNoteSentence() {
  const lists = useWords('lists')
  const format = useFormat()
  return (note: ReadingNote): string => {
    switch (note.kind) {
      case 'above_heading':
        return lists('above_heading', {
          count: note.rows.length,
          rows: format.list(note.rows.map((row) => format.number(row))),
        })
      case 'columns_ignored':
        return lists('columns_ignored', { columns: format.list(note.headings) })
      case 'without_person':
        return lists('without_person', { count: note.count })
      case 'truncated':
        return lists('truncated', { row: format.number(note.at), limit: format.number(note.limit) })
      case 'quote_not_closed':
        return lists('quote_not_closed', { rows: format.list(note.rows.map((row) => format.number(row))) })
      case 'hidden_rows':
        return lists('hidden_rows', { count: note.count })
      case 'tidied':
        return lists('tidied', { count: note.count })
    }
  }
}
