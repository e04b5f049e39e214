import type { CustomerPage } from '@claviger/server/teams/vendor-views'
import { Link } from 'react-router'
import { PersonName } from '../licenses/person-name.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { DayText } from '../ui/date-text.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'

/** Who may do what at a customer. */
export function CustomerPeople({ people }: { people: CustomerPage['people'] }) {
  const words = useWords('teams')
  return (
    <DataTable
      caption={words('who_runs_it')}
      columns={[
        { key: 'name', head: words('person'), cell: (person) => <PersonName person={person} nobody="" /> },
        { key: 'role', head: words('role'), cell: (person) => words(`is_${person.role}`), priority: 1 },
        { key: 'team', head: words('team'), cell: (person) => <bdi>{person.team ?? '–'}</bdi>, priority: 3 },
        {
          key: 'state',
          head: words('state'),
          cell: (person) =>
            person.accepted ? (
              <StatusChip shape="dot" tone="ok">
                {words('held')}
              </StatusChip>
            ) : (
              <StatusChip shape="envelope" tone="warn">
                {words('offered')}
              </StatusChip>
            ),
        },
      ]}
      rows={people}
      rowKey={(person) => `${person.address} ${person.role} ${person.team}`}
    />
  )
}

/** What a customer bought, newest first, each leading to its order; what was brought along has none. */
export function CustomerSubscriptions({ subscriptions }: { subscriptions: CustomerPage['subscriptions'] }) {
  const words = useWords('teams')
  const format = useFormat()
  return (
    <DataTable
      caption={words('bought')}
      columns={[
        { key: 'product', head: words('product'), cell: (one) => <bdi>{one.product}</bdi> },
        {
          key: 'seats',
          head: words('seats'),
          cell: (one) => format.number(one.quantity),
          numeric: true,
          priority: 1,
        },
        {
          key: 'through',
          head: words('good_until'),
          cell: (one) => <DayText day={one.paidThrough} />,
          nowrap: true,
        },
        {
          key: 'payment',
          head: words('payment'),
          cell: (one) =>
            one.payment === 'paid' ? (
              <StatusChip shape="check" tone="ok">
                {words('paid')}
              </StatusChip>
            ) : (
              <StatusChip shape="coin" tone="warn">
                {words('unpaid')}
              </StatusChip>
            ),
        },
        {
          key: 'order',
          head: words('order'),
          cell: ({ order }) =>
            order ? <Link to={`/vendor/orders/${order.id}`}>{order.number}</Link> : words('by_import'),
          nowrap: true,
          priority: 1,
        },
      ]}
      rows={subscriptions}
      rowKey={(one) => one.id}
    />
  )
}
