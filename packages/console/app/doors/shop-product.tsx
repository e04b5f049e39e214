import { useCallback, useEffect, useRef, useState } from 'react'
import { Form, Link } from 'react-router'
import { notShown } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Button } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { useRoot } from '../use-root.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/shop-product'
import style from './shop.module.css'
import { ShopFoot } from './shop-foot.tsx'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const product = await app.views.shopProduct(actor, { slug: params.product })
  if (!product.ok) throw notShown(product.refusal)
  // An administrator comes here from their own pages and buys for them.
  const place = new URL(request.url).searchParams.get('for')
  return { product: product.plan, place, signedIn: actor.kind === 'account' }
}

/** How many, for how long: the sum is said while one types, and again on the next page. */
export default function ShopProduct({ loaderData }: Route.ComponentProps) {
  const { product, place, signedIn } = loaderData
  const words = useWords('doors')
  const format = useFormat()
  const { vendorName } = useRoot()
  const { form, typed, read } = useTyped({ quantity: '5', term: product.prices[0]?.term ?? 'year' })
  const { quantity, term } = typed
  const price = product.prices.find((one) => one.term === term)
  return (
    <Door from={vendorName} foot={<ShopFoot signedIn={signedIn} />}>
      <PageHead
        title={<bdi>{product.name}</bdi>}
        thing={product.name}
        summary={<ProductSummary product={product} />}
        back={<Link to="/buy">{words('shop_all_products')}</Link>}
      />
      <Form method="get" action="/checkout" ref={form} onInput={read}>
        <input type="hidden" name="product" value={product.slug} />
        {place && <input type="hidden" name="for" value={place} />}
        <NumberField
          name="quantity"
          label={words('shop_quantity')}
          help={words('shop_quantity_help', { most: 100_000 })}
          min={1}
          max={100_000}
          defaultValue={quantity}
        />
        {product.prices.length > 1 ? (
          <RadioGroup
            name="term"
            label={words('shop_term')}
            defaultValue={term}
            choices={product.prices.map((one) => ({
              value: one.term,
              label: words(one.term === 'year' ? 'shop_year' : 'shop_month', {
                price: format.money(String(one.minor), one.currency),
              }),
            }))}
          />
        ) : (
          <input type="hidden" name="term" value={term} />
        )}
        {price && <Total quantity={quantity} term={term} price={price} />}
        <Button variant="primary">{words('shop_buy')}</Button>
      </Form>
    </Door>
  )
}

/** What stands in the form, also what was typed before the page came alive. */
function useTyped(first: { quantity: string; term: 'year' | 'month' }) {
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState(first)
  const read = useCallback(() => {
    if (!form.current) return
    const now = new FormData(form.current)
    setTyped({ quantity: String(now.get('quantity')), term: now.get('term') === 'month' ? 'month' : 'year' })
  }, [])
  useEffect(read, [read])
  return { form, typed, read }
}

type ProductShown = Route.ComponentProps['loaderData']['product']

function ProductSummary({ product }: { product: ProductShown }) {
  const words = useWords('doors')
  const format = useFormat()
  if (product.contains.length > 0) return words('shop_contains', { products: format.list(product.contains) })
  return product.latestVersion ? words('shop_version', { version: product.latestVersion }) : null
}

interface TotalProps {
  quantity: string
  term: string
  price: ProductShown['prices'][number]
}

/** The sum of what is typed; what is no number is judged by the next page. */
function Total({ quantity, term, price }: TotalProps) {
  const words = useWords('doors')
  const format = useFormat()
  const seats = /^\s*\d{1,6}\s*$/.test(quantity) ? Number(quantity) : 0
  const minor = BigInt(price.minor) * BigInt(Math.max(1, seats))
  return (
    <p className={style.total} aria-live="polite">
      {words(term === 'year' ? 'shop_total_year' : 'shop_total_month', {
        count: Math.max(1, seats),
        sum: format.money(String(minor), price.currency),
      })}
    </p>
  )
}
