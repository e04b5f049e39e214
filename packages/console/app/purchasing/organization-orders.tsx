import type { OrderFacts } from '@claviger/server/purchasing/order-views'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { LinkButton } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DayText, MomentText } from '../ui/date-text.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Money } from '../ui/money.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Pager } from '../ui/pager.tsx'
import { Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/organization-orders'
import { OrderChip } from './order-chip.tsx'
import { pageIn } from './page-in.ts'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const page = pageIn(new URL(request.url).searchParams)
  return shown(await app.views.organizationOrders(actor, { slug: params.organization, page }), request)
}

/** The organization's money trail. */
export default function OrganizationOrders({ loaderData, params }: Route.ComponentProps) {
  const words = useWords('purchasing')
  const { orders, shown: matching, page, perPage, mayBuy } = loaderData
  const buy = mayBuy && (
    <LinkButton variant="primary" to={`/buy?for=${params.organization}`}>
      {words('buy_more')}
    </LinkButton>
  )
  return (
    <>
      <PageHead
        title={words('orders')}
        summary={words('orders_summary', { count: matching })}
        actions={buy}
      />
      <Stack>
        {orders.length === 0 ? (
          <EmptyState title={words('own_orders_empty_title')}>{words('own_orders_empty')}</EmptyState>
        ) : (
          <OwnOrders orders={orders} />
        )}
        <Pager page={page} perPage={perPage} total={matching} />
      </Stack>
    </>
  )
}

function OwnOrders({ orders }: { orders: readonly OrderFacts[] }) {
  const words = useWords('purchasing')
  const columns: readonly Column<OrderFacts>[] = [
    { key: 'number', head: words('number'), cell: (order) => order.number, nowrap: true },
    {
      key: 'what',
      head: words('what'),
      cell: (order) => words('seats_of', { count: order.quantity, product: order.product }),
      priority: 1,
    },
    {
      key: 'net',
      head: words('net'),
      cell: (order) => (
        <>
          <Money minor={String(order.netMinor)} currency={order.currency} /> {words('plus_vat')}
        </>
      ),
      numeric: true,
      nowrap: true,
    },
    { key: 'state', head: words('state'), cell: (order) => <OrderChip order={order} />, priority: 1 },
    {
      key: 'due',
      head: words('due_on'),
      cell: (order) => <DayText day={order.dueOn} />,
      nowrap: true,
      priority: 3,
    },
    { key: 'po', head: words('po_number'), cell: (order) => <bdi>{order.poNumber || '–'}</bdi>, priority: 3 },
    { key: 'by', head: words('placed_by'), cell: (order) => <bdi>{order.placedBy}</bdi>, priority: 3 },
    {
      key: 'placed',
      head: words('placed'),
      cell: (order) => <MomentText at={order.placedAt.toISOString()} />,
      nowrap: true,
    },
  ]
  return <DataTable caption={words('orders')} columns={columns} rows={orders} rowKey={(order) => order.id} />
}
