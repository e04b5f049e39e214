import type { OrganizationOrder } from '@claviger/server/purchasing/organization-order-views'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { Money } from '../ui/money.tsx'
import { NarrowOnly } from '../ui/narrow-only.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { OrderChip } from './order-chip.tsx'
import style from './own-orders-table.module.css'

/** An organization's own orders: what was bought, for how much, whether it is paid, and by whom. */
export function OwnOrdersTable({ orders }: { orders: readonly OrganizationOrder[] }) {
  const words = useWords('purchasing')
  const columns: readonly Column<OrganizationOrder>[] = [
    { key: 'number', head: words('number'), cell: (order) => <NumberAndDate order={order} /> },
    { key: 'what', head: words('what'), cell: (order) => <What order={order} /> },
    { key: 'net', head: words('sum'), cell: (order) => <Sum order={order} />, numeric: true, priority: 1 },
    { key: 'state', head: words('state'), cell: (order) => <StateAndDay order={order} /> },
    { key: 'po', head: words('po_number'), cell: (order) => <bdi>{order.poNumber || '–'}</bdi>, priority: 3 },
    { key: 'by', head: words('placed_by'), cell: (order) => <bdi>{order.placedBy}</bdi>, priority: 2 },
  ]
  return <DataTable caption={words('orders')} columns={columns} rows={orders} rowKey={(order) => order.id} />
}

interface Cell {
  order: OrganizationOrder
}

function NumberAndDate({ order }: Cell) {
  return (
    <span className={style.cell}>
      {order.number}
      <span className={style.small}>
        <MomentText at={order.placedAt.toISOString()} />
      </span>
      <NarrowOnly>
        <What order={order} />
      </NarrowOnly>
    </span>
  )
}

function What({ order }: Cell) {
  const words = useWords('purchasing')
  return (
    <span className={style.cell}>
      {words('seats_of', { count: order.quantity, product: order.product })}
      {order.team && (
        <span className={style.small}>
          {words.rich('own_orders_into', { team: order.team }, { b: <bdi /> })}
        </span>
      )}
    </span>
  )
}

function Sum({ order }: Cell) {
  const words = useWords('purchasing')
  return (
    <span className={style.sum}>
      <Money minor={String(order.netMinor)} currency={order.currency} />
      <span className={style.small}>{words('plus_vat')}</span>
      <NarrowOnly>
        <StateAndDay order={order} />
      </NarrowOnly>
    </span>
  )
}

/** The state, and the day that goes with it: when it was paid, or until when it wants to be. */
function StateAndDay({ order }: Cell) {
  const words = useWords('purchasing')
  const format = useFormat()
  const day = order.paidAt
    ? words('own_orders_paid_on', { date: format.date(order.paidAt.toISOString().slice(0, 10)) })
    : order.payment === 'unpaid' && order.state !== 'cancelled'
      ? words('due', { date: format.date(order.dueOn) })
      : null
  return (
    <span className={style.cell}>
      <OrderChip order={order} />
      {day && <span className={style.small}>{day}</span>}
    </span>
  )
}
