import type { VendorProductRow } from '@claviger/server/catalog/vendor-views'
import { Link } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { LinkButton } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Money } from '../ui/money.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-products'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  return shown(await app.views.vendorProducts(actor, {}), request)
}

/** The catalog: what is sold, under which code, for how much. */
export default function VendorProducts({ loaderData: { products } }: Route.ComponentProps) {
  const words = useWords('catalog')
  return (
    <>
      <PageHead
        title={words('products')}
        summary={words('products_summary', { count: products.length })}
        actions={
          <>
            <LinkButton variant="primary" to="/vendor/products/new">
              {words('new_product')}
            </LinkButton>
            <LinkButton to="/vendor/products/new?kind=pack">{words('new_pack')}</LinkButton>
          </>
        }
      />
      {products.length === 0 ? (
        <EmptyState title={words('products_empty_title')}>{words('products_empty')}</EmptyState>
      ) : (
        <ProductsTable products={products} />
      )}
    </>
  )
}

function ProductsTable({ products }: { products: readonly VendorProductRow[] }) {
  const words = useWords('catalog')
  const format = useFormat()
  const columns: readonly Column<VendorProductRow>[] = [
    {
      key: 'name',
      head: words('product'),
      cell: (product) => (
        <Link to={`/vendor/products/${product.code}`}>
          <bdi>{product.name}</bdi>
        </Link>
      ),
    },
    {
      key: 'code',
      head: words('product_code'),
      cell: (product) => <code>{product.code}</code>,
      nowrap: true,
    },
    {
      key: 'kind',
      head: words('kind'),
      cell: (product) =>
        product.archived ? words('archived') : words(product.kind === 'pack' ? 'pack' : 'single'),
    },
    {
      key: 'version',
      head: words('latest_release'),
      cell: (product) => product.latestVersion ?? '–',
      nowrap: true,
      priority: 3,
    },
    {
      key: 'price',
      head: words('year_price'),
      cell: (product) =>
        product.yearMinor === null ? (
          words('no_price')
        ) : (
          <Money minor={String(product.yearMinor)} currency={product.currency} />
        ),
      numeric: true,
      priority: 1,
    },
    {
      key: 'sold',
      head: words('seats_sold'),
      cell: (product) => format.number(product.seatsSold),
      numeric: true,
    },
  ]
  return (
    <DataTable
      caption={words('products')}
      columns={columns}
      rows={products}
      rowKey={(product) => product.code}
    />
  )
}
