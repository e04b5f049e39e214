import type { OrderLetterRow } from '@claviger/server/purchasing/orders-views'
import { Link } from 'react-router'
import { DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { useWords } from '../words/use-words.ts'

const kinds = {
  order_certificate: 'letter_certificate',
  licenses_to_manage: 'letter_to_manager',
  order_received: 'letter_received',
  order_to_confirm: 'letter_to_confirm',
  order_cancelled: 'letter_cancelled',
  fresh_claim: 'letter_fresh_claim',
} as const

function isKnown(kind: string): kind is keyof typeof kinds {
  return kind in kinds
}

/** What was written about an order, each leading to the letter itself. */
export function OrderLetters({ letters }: { letters: readonly OrderLetterRow[] }) {
  const words = useWords('purchasing')
  return (
    <DataTable
      caption={words('letters')}
      columns={[
        {
          key: 'what',
          head: words('letter'),
          cell: (letter) => (
            <Link to={`/vendor/mail/${letter.id}`}>
              {isKnown(letter.kind) ? words(kinds[letter.kind]) : letter.kind}
            </Link>
          ),
        },
        {
          key: 'to',
          head: words('letter_to'),
          cell: (letter) => <bdi dir="ltr">{letter.to}</bdi>,
          priority: 1,
        },
        { key: 'state', head: words('state'), cell: (letter) => words(`letter_${letter.state}`) },
        {
          key: 'at',
          head: words('letter_at'),
          cell: (letter) => <MomentText at={letter.at.toISOString()} />,
          nowrap: true,
          priority: 3,
        },
      ]}
      rows={letters}
      rowKey={(letter) => letter.id}
    />
  )
}
