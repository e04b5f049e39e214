import { Form, Link, redirect } from 'react-router'
import { refusedAct } from '../act.ts'
import { applicationContext } from '../context.server.ts'
import { formIdAt } from '../form-ids.server.ts'
import { countryOptions, guessCountry } from '../places.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-sell'
import { saleFrom } from './sell.server.ts'
import { SellCustomer, SellNewCustomer } from './sell-customer.tsx'
import { SellProduct } from './sell-product.tsx'

export async function loader({ context, request, url }: Route.LoaderArgs) {
  const { app, actor, locale } = context.get(applicationContext)
  const { products } = shown(await app.views.vendorProducts(actor, {}), request)
  const wanted = url.searchParams.get('customer')
  const customer = wanted
    ? shown(await app.views.vendorCustomer(actor, { id: Number(wanted) }), request)
    : null
  return {
    customer,
    products: products.filter((product) => !product.archived),
    id: formIdAt(url),
    countries: customer ? [] : countryOptions(locale),
    country: guessCountry(request),
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const form = await request.formData()
  const decision = await app.operations.sellByHand(actor, saleFrom(typedIn(form)))
  if (!decision.ok) return refusedAct(form, decision.refusal)
  throw redirect(`/vendor/orders/${decision.plan.id}`)
}

/** A sale over the counter, to somebody new or to a customer. */
export default function VendorSell({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('purchasing')
  const { customer, products, id, countries, country } = loaderData
  const errors = useFieldErrors(actionData?.refusal)
  const typed = actionData?.typed ?? {}
  const head = (
    <PageHead
      title={customer ? words('sell_to', { name: customer.name }) : words('sell_by_hand')}
      summary={words(customer ? 'sell_to_summary' : 'sell_summary')}
      back={
        customer ? (
          <Link to={`/vendor/customers/${customer.id}`}>{words('open_customer')}</Link>
        ) : (
          <Link to="/vendor/customers">{words('sell_to_known')}</Link>
        )
      }
    />
  )
  if (products.length === 0) {
    return (
      <>
        {head}
        <EmptyState
          title={words('sell_nothing_title')}
          action={<LinkButton to="/vendor/products/new">{words('sell_add_product')}</LinkButton>}
        >
          {words('sell_nothing')}
        </EmptyState>
      </>
    )
  }
  return (
    <Task>
      {head}
      <Refused refusal={actionData?.refusal} />
      <Form method="post">
        <FormErrors errors={errors} />
        <input type="hidden" name="id" value={id} />
        {customer ? (
          <SellCustomer {...{ customer, typed, errors }} />
        ) : (
          <SellNewCustomer {...{ countries, country, typed, errors }} />
        )}
        <SellProduct {...{ products, typed, errors }} />
        <Button variant="primary">{words('sell_now')}</Button>
      </Form>
    </Task>
  )
}
