import type { OrderFacts } from '@claviger/server/purchasing/order-views'
import { Link } from 'react-router'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { Money } from '../ui/money.tsx'
import { useWords } from '../words/use-words.ts'
import { OrderChip } from './order-chip.tsx'

interface OrdersTableProps {
  orders: readonly OrderFacts[]
  caption: string
}

/** Orders as the vendor's people see them, each leading to its own page. */
export function OrdersTable({ orders, caption }: OrdersTableProps) {
  const words = useWords('purchasing')
  const columns: readonly Column<OrderFacts>[] = [
    {
      key: 'number',
      head: words('number'),
      cell: (order) => <Link to={`/vendor/orders/${order.id}`}>{order.number}</Link>,
      nowrap: true,
    },
    { key: 'company', head: words('customer'), cell: (order) => <bdi>{order.company}</bdi>, priority: 1 },
    {
      key: 'what',
      head: words('what'),
      cell: (order) => words('seats_of', { count: order.quantity, product: order.product }),
    },
    {
      key: 'net',
      head: words('net'),
      cell: (order) => <Money minor={String(order.netMinor)} currency={order.currency} />,
      numeric: true,
      nowrap: true,
      priority: 3,
    },
    { key: 'state', head: words('state'), cell: (order) => <OrderChip order={order} />, priority: 1 },
    {
      key: 'placed',
      head: words('placed'),
      cell: (order) => <MomentText at={order.placedAt.toISOString()} />,
      nowrap: true,
    },
  ]
  return <DataTable caption={caption} columns={columns} rows={orders} rowKey={(order) => order.id} />
}
