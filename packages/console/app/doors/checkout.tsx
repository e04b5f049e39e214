import { refuseBy } from '@claviger/core/kernel/rules'
import { samePath } from '@claviger/core/kernel/safe-path'
import { data, Form, Link, redirect } from 'react-router'
import { notShown, statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { doorTokenAt } from '../form-ids.server.ts'
import { countryOptions, guessCountry } from '../places.server.ts'
import { typedIn } from '../typed.ts'
import { Button } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/checkout'
import { CheckoutBuyer } from './checkout-buyer.tsx'
import { orderFrom } from './checkout-order.server.ts'
import { CheckoutPlace } from './checkout-place.tsx'
import { CheckoutSum, useSum } from './checkout-sum.tsx'

export const handle = { door: true }

export async function loader({ context, request, url }: Route.LoaderArgs) {
  const { app, actor, locale } = context.get(applicationContext)
  const asked = url.searchParams
  const product = await app.views.shopProduct(actor, { slug: asked.get('product') ?? '' })
  if (!product.ok) throw notShown(product.refusal)
  const { places } = await app.views.organizationsToBuyFor(actor, {})
  const wished = asked.get('for')
  const place = wished === 'new' ? null : (places.find((one) => one.slug === wished) ?? places[0] ?? null)
  const { prices, ...bought } = product.plan
  const price = prices.find((one) => one.term === asked.get('term')) ?? prices[0]
  if (!price)
    throw notShown(refuseBy('product_not_sold', 'product_has_price', { product: bought.name }).refusal)
  return {
    ...{ product: bought, place, places, price, quantity: asked.get('quantity') ?? '1' },
    ids: doorTokenAt(url),
    countries: place ? [] : countryOptions(locale),
    country: guessCountry(request),
  }
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { app, answerHeaders } = context.get(applicationContext)
  const form = await request.formData()
  const decision = await orderFrom(context, typedIn(form))
  if (!decision.ok)
    return data({ refusal: decision.refusal, typed: typedIn(form) }, statusFor(decision.refusal))
  answerHeaders.append('Set-Cookie', app.access.rememberBrowser(`order:${decision.plan.id}`))
  const back = samePath(url.searchParams.get('to'), '')
  throw redirect(`/order/${decision.plan.token}${back && `?${new URLSearchParams({ to: back })}`}`)
}

/** Who buys, on one page; no account, no password. The button names the sum. */
export default function Checkout({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('doors')
  const { vendorName } = useRoot()
  const { product, place, places, price, countries, country, ids } = loaderData
  const typed = actionData?.typed ?? {}
  const quantity = typed.quantity ?? loaderData.quantity
  const refusal = actionData?.refusal
  const errors = useFieldErrors(refusal)
  const sum = useSum(quantity, price)
  return (
    <Door
      from={vendorName}
      foot={<OtherPlaces {...{ place, places, quantity }} term={price.term} slug={product.slug} />}
    >
      <PageHead
        title={words('checkout_title')}
        summary={<CheckoutSum product={product.name} quantity={quantity} price={price} />}
        back={<Link to={`/buy/${product.slug}`}>{words('checkout_back')}</Link>}
      />
      <Refused refusal={refusal} />
      <Form method="post">
        <FormErrors errors={errors} />
        <input type="hidden" name="id" value={ids.id} />
        <input type="hidden" name="token" value={ids.token} />
        <input type="hidden" name="productCode" value={product.code} />
        <input type="hidden" name="term" value={price.term} />
        {place ? (
          <CheckoutPlace {...{ place, typed, errors, quantity }} />
        ) : (
          <CheckoutBuyer {...{ countries, country, typed, errors, quantity }} />
        )}
        <Button variant="primary">
          {sum ? words('checkout_order', { sum }) : words('checkout_order_plain')}
        </Button>
        <p>{words('checkout_invoice', { vendor: vendorName })}</p>
      </Form>
    </Door>
  )
}

interface OtherPlacesProps {
  place: { slug: string } | null
  places: readonly { slug: string; name: string }[]
  quantity: string
  term: string
  slug: string
}

/** The other places the reader may buy for; nothing for somebody new. */
function OtherPlaces({ place, places, quantity, term, slug }: OtherPlacesProps) {
  const words = useWords('doors')
  if (places.length === 0) return words.rich('checkout_known', {}, { link: <Link to="/signin?to=/buy" /> })
  const to = (target: string) =>
    `/checkout?${new URLSearchParams({ product: slug, quantity, term, for: target })}`
  return (
    <>
      {places
        .filter((one) => one.slug !== place?.slug)
        .map((one) => (
          <p key={one.slug}>
            <Link to={to(one.slug)}>{words('checkout_for', { name: one.name })}</Link>
          </p>
        ))}
      {place && (
        <p>
          <Link to={to('new')}>{words('checkout_for_new')}</Link>
        </p>
      )}
    </>
  )
}
