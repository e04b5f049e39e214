import type { CustomerRow } from '@claviger/server/teams/vendor-views'
import { Link } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { pageIn } from '../purchasing/page-in.ts'
import { shown } from '../shown.ts'
import { LinkButton } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DayText } from '../ui/date-text.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Pager } from '../ui/pager.tsx'
import { Stack } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-customers'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const asked = new URL(request.url).searchParams
  const query = { search: asked.get('q') ?? '', page: pageIn(asked) }
  return shown(await app.views.vendorCustomers(actor, query), request)
}

/** The vendor's customers, each with its seats and what is next. */
export default function VendorCustomers({ loaderData }: Route.ComponentProps) {
  const words = useWords('teams')
  const { customers, shown: matching, total, page, perPage } = loaderData
  return (
    <>
      <PageHead
        title={words('customers')}
        summary={words('customers_summary', { count: total })}
        actions={
          <LinkButton variant="primary" to="/vendor/sell">
            {words('sell_to_new')}
          </LinkButton>
        }
      />
      {total === 0 ? (
        <EmptyState title={words('customers_empty_title')}>{words('customers_empty')}</EmptyState>
      ) : (
        <Stack>
          <FilterBar search={words('customers_search')} filters={[]} shown={matching} total={total} />
          {matching === 0 ? (
            <EmptyState title={words('customers_no_match_title')}>{words('customers_no_match')}</EmptyState>
          ) : (
            <CustomersTable customers={customers} />
          )}
          <Pager page={page} perPage={perPage} total={matching} />
        </Stack>
      )}
    </>
  )
}

function CustomersTable({ customers }: { customers: readonly CustomerRow[] }) {
  const words = useWords('teams')
  const format = useFormat()
  const columns: readonly Column<CustomerRow>[] = [
    {
      key: 'name',
      head: words('customer'),
      cell: (customer) => (
        <Link to={`/vendor/customers/${customer.id}`}>
          <bdi>{customer.name}</bdi>
        </Link>
      ),
    },
    {
      key: 'code',
      head: words('customer_code'),
      cell: (customer) => String(customer.id),
      nowrap: true,
      priority: 3,
    },
    { key: 'country', head: words('country'), cell: (customer) => customer.country, nowrap: true },
    {
      key: 'seats',
      head: words('seats'),
      cell: (customer) => format.number(customer.seats),
      numeric: true,
      priority: 1,
    },
    {
      key: 'used',
      head: words('given_out'),
      cell: (customer) => format.number(customer.connected + customer.invited + customer.placed),
      numeric: true,
    },
    {
      key: 'administrators',
      head: words('administrators'),
      cell: (customer) =>
        customer.administrators === 0 ? words('none_yet') : format.number(customer.administrators),
      numeric: true,
      priority: 3,
    },
    {
      key: 'renews',
      head: words('next_end'),
      cell: (customer) => (customer.renewsOn ? <DayText day={customer.renewsOn} /> : '–'),
      nowrap: true,
    },
  ]
  return (
    <DataTable
      caption={words('customers')}
      columns={columns}
      rows={customers}
      rowKey={(customer) => String(customer.id)}
    />
  )
}
