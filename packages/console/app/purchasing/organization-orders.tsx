import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Pager } from '../ui/pager.tsx'
import { Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/organization-orders'
import { OwnOrdersTable } from './own-orders-table.tsx'
import { pageIn } from './page-in.ts'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const page = pageIn(new URL(request.url).searchParams)
  return shown(await app.views.organizationOrders(actor, { slug: params.organization, page }), request)
}

/** The organization's money trail. */
export default function OrganizationOrders({ loaderData, params }: Route.ComponentProps) {
  const words = useWords('purchasing')
  const { orders, total, unpaid, page, perPage, mayBuy } = loaderData
  const buy = mayBuy && (
    <LinkButton variant="primary" to={`/buy?${new URLSearchParams({ for: params.organization })}`}>
      {words('buy_more')}
    </LinkButton>
  )
  if (total === 0) {
    return (
      <>
        <PageHead title={words('orders')} />
        <EmptyState title={words('own_orders_empty_title')} action={buy}>
          {words('own_orders_empty')}
        </EmptyState>
      </>
    )
  }
  const open = unpaid > 0 && words('own_orders_unpaid', { count: unpaid })
  return (
    <>
      <PageHead
        title={words('orders')}
        summary={[words('orders_summary', { count: total }), open].filter(Boolean).join(' ')}
        actions={buy}
      />
      <Stack>
        <OwnOrdersTable orders={orders} />
        <Pager page={page} perPage={perPage} total={total} />
      </Stack>
    </>
  )
}
