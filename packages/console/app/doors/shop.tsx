import { Link, redirect } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { Door } from '../ui/door.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/shop'
import style from './shop.module.css'
import { ShopFoot } from './shop-foot.tsx'

export const handle = { door: true }

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const { products, isOpen } = await app.views.shopFront(actor, {})
  if (!isOpen) throw redirect('/setup')
  // An administrator comes here from their own pages and buys for them.
  const place = new URL(request.url).searchParams.get('for')
  return { products, place, signedIn: actor.kind === 'account' }
}

/** Everything on sale, with what a seat costs. */
export default function Shop({ loaderData: { products, place, signedIn } }: Route.ComponentProps) {
  const words = useWords('doors')
  const { vendorName } = useRoot()
  return (
    <Door from={vendorName} foot={<ShopFoot signedIn={signedIn} />}>
      <PageHead title={words('shop_title')} summary={words('shop_summary')} />
      {products.length === 0 ? (
        <EmptyState title={words('shop_empty_title')}>{words('shop_empty')}</EmptyState>
      ) : (
        <ul className={style.products}>
          {products.map((product) => (
            <li key={product.code}>
              <Product product={product} query={place ? `?${new URLSearchParams({ for: place })}` : ''} />
            </li>
          ))}
        </ul>
      )}
    </Door>
  )
}

type ProductShown = Route.ComponentProps['loaderData']['products'][number]

function Product({ product, query }: { product: ProductShown; query: string }) {
  const words = useWords('doors')
  const format = useFormat()
  const [price] = product.prices
  return (
    <>
      <h2 className={style.name}>
        <Link to={`/buy/${product.slug}${query}`}>
          <bdi>{product.name}</bdi>
        </Link>
      </h2>
      {product.contains.length > 0 && (
        <p className={style.contains}>
          {words('shop_contains', { products: format.list(product.contains) })}
        </p>
      )}
      {price && (
        <p className={style.price}>
          {words(price.term === 'year' ? 'shop_from_year' : 'shop_from_month', {
            price: format.money(String(price.minor), price.currency),
          })}
        </p>
      )}
    </>
  )
}
