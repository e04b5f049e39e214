import { Link } from 'react-router'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { useWords } from '../words/use-words.ts'
import { LetterChip } from './letter-chip.tsx'
import { LetterDetail } from './letter-detail.tsx'
import type { ShownLetter } from './letter-state.ts'
import style from './letters-table.module.css'
import { ResendForm } from './resend-form.tsx'

/** Letters, each leading to its own page; what did not leave says why and can be sent again from here. */
export function LettersTable({ letters }: { letters: readonly ShownLetter[] }) {
  const words = useWords('mail')
  const columns: readonly Column<ShownLetter>[] = [
    {
      key: 'subject',
      head: words('subject'),
      cell: (letter) => (
        <>
          <Link to={`/vendor/mail/${letter.id}`} className={style.subject}>
            <bdi lang={letter.locale}>{letter.subject}</bdi>
          </Link>
          <bdi className={style.toBelow}>{letter.to}</bdi>
        </>
      ),
    },
    {
      key: 'to',
      head: words('to'),
      cell: (letter) => <bdi className={style.to}>{letter.to}</bdi>,
    },
    { key: 'state', head: words('state'), priority: 1, cell: (letter) => <State letter={letter} /> },
    {
      key: 'written',
      head: words('written'),
      nowrap: true,
      cell: (letter) => <MomentText at={letter.queuedAt} />,
    },
  ]
  return <DataTable caption={words('mail')} columns={columns} rows={letters} rowKey={(letter) => letter.id} />
}

function State({ letter }: { letter: ShownLetter }) {
  return (
    <>
      <div className={style.state}>
        <LetterChip letter={letter} />
        {letter.state === 'failed' && <ResendForm letter={letter} variant="quiet" />}
      </div>
      <LetterDetail letter={letter} />
    </>
  )
}
