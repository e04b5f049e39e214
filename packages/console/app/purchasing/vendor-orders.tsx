import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Pager } from '../ui/pager.tsx'
import { Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-orders'
import { OrdersTable } from './orders-table.tsx'
import { pageIn } from './page-in.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const asked = new URL(request.url).searchParams
  return shown(
    await app.views.vendorOrders(actor, {
      search: asked.get('q') ?? '',
      state: asked.get('state') || null,
      payment: asked.get('payment') || null,
      page: pageIn(asked),
    }),
    request,
  )
}

/** All orders, in all states. */
export default function VendorOrders({ loaderData }: Route.ComponentProps) {
  const words = useWords('purchasing')
  const { orders, shown: matching, total, page, perPage } = loaderData
  return (
    <>
      <PageHead
        title={words('orders')}
        summary={words('orders_summary', { count: total })}
        actions={
          <LinkButton variant="primary" to="/vendor/sell">
            {words('sell_by_hand')}
          </LinkButton>
        }
      />
      {total === 0 ? (
        <EmptyState title={words('orders_empty_title')}>{words('orders_empty')}</EmptyState>
      ) : (
        <Stack>
          <FilterBar
            search={words('orders_search')}
            filters={[
              {
                name: 'state',
                label: words('state'),
                options: [
                  { value: 'waiting', label: words('waiting') },
                  { value: 'fulfilled', label: words('delivered') },
                  { value: 'cancelled', label: words('cancelled') },
                ],
              },
              {
                name: 'payment',
                label: words('payment'),
                options: [
                  { value: 'unpaid', label: words('unpaid') },
                  { value: 'overdue', label: words('overdue') },
                  { value: 'paid', label: words('paid') },
                ],
              },
            ]}
            shown={matching}
            total={total}
          />
          {matching === 0 ? (
            <EmptyState title={words('orders_no_match_title')}>{words('orders_no_match')}</EmptyState>
          ) : (
            <OrdersTable orders={orders} caption={words('orders')} />
          )}
          <Pager page={page} perPage={perPage} total={matching} />
        </Stack>
      )}
    </>
  )
}
