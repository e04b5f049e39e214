import { Link } from 'react-router'
import { doneAct, refusedAct, resultOf, useActResult } from '../act.ts'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-product'
import { changeCatalog } from './change-catalog.server.ts'
import { PriceForm } from './price-form.tsx'
import { ProductForm } from './product-form.tsx'
import { Releases } from './releases.tsx'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const product = shown(await app.views.vendorProduct(actor, { code: params.product }), request)
  return { product, today: app.clock().toISOString().slice(0, 10) }
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const form = await request.formData()
  const decision = await changeCatalog(context, params.product, form)
  return decision.ok ? doneAct(url, typedIn(form).act ?? '') : refusedAct(form, decision.refusal)
}

/** One product: what it costs, which versions there are, what it is called. */
export default function VendorProduct({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('catalog')
  const { product, today } = loaderData
  const result = useActResult(actionData)
  const forSale = product.prices.length > 0 && !product.archived
  const summary = product.archived
    ? words('product_archived')
    : words(forSale ? 'product_for_sale' : 'product_needs_price', { code: product.code })
  return (
    <>
      <PageHead
        title={<bdi>{product.name}</bdi>}
        thing={product.name}
        summary={summary}
        back={<Link to="/vendor/products">{words('products')}</Link>}
        actions={forSale && <LinkButton to={`/buy/${product.slug}`}>{words('see_in_shop')}</LinkButton>}
      />
      <Section title={words('prices')}>
        <PriceForm product={product} term="year" result={resultOf(result, 'price-year')} />
        <PriceForm product={product} term="month" result={resultOf(result, 'price-month')} />
      </Section>
      {product.kind === 'product' && (
        <Section title={words('releases')}>
          <Releases releases={product.releases} today={today} result={resultOf(result, 'release')} />
        </Section>
      )}
      <Section title={words('about_product')}>
        <ProductForm product={product} result={resultOf(result, 'product')} />
      </Section>
    </>
  )
}
