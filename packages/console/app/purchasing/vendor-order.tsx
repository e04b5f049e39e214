import { Link } from 'react-router'
import { doneAct, refusedAct, useActResult } from '../act.ts'
import { applicationContext } from '../context.server.ts'
import { countryName } from '../places.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-order'
import { OrderActs } from './order-acts.tsx'
import { OrderChip } from './order-chip.tsx'
import { OrderFactsList } from './order-facts-list.tsx'
import { OrderLetters } from './order-letters.tsx'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor, locale } = context.get(applicationContext)
  const order = shown(await app.views.vendorOrder(actor, { id: params.order }), request)
  return { order: { ...order, country: countryName(locale, order.country) } }
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const form = await request.formData()
  const { act, note = '', reason = '' } = typedIn(form)
  const { confirmOrder, cancelOrder, recordPayment } = app.operations
  const id = params.order
  const decision =
    act === 'confirm'
      ? await confirmOrder(actor, { id })
      : act === 'cancel'
        ? await cancelOrder(actor, { id, note: reason })
        : await recordPayment(actor, { id, note })
  return decision.ok ? doneAct(url, act ?? '') : refusedAct(form, decision.refusal)
}

const done = { confirm: 'confirmed_now', cancel: 'cancelled_now', pay: 'paid_now' } as const

/** One order: what it is, what can be done with it, what was written about it. */
export default function VendorOrder({ loaderData: { order }, actionData }: Route.ComponentProps) {
  const words = useWords('purchasing')
  const result = useActResult(actionData)
  const { refusal, act } = result ?? {}
  const said = act === 'confirm' || act === 'cancel' || act === 'pay' ? done[act] : null
  return (
    <Task>
      <PageHead
        title={words('order_title', { number: order.number })}
        summary={words('order_of', { count: order.quantity, product: order.product, company: order.company })}
        back={<Link to="/vendor/orders">{words('orders')}</Link>}
        actions={
          order.customer && (
            <LinkButton to={`/vendor/customers/${order.customer.id}`}>{words('open_customer')}</LinkButton>
          )
        }
      />
      {said && !refusal && (
        <Banner tone="ok" focus>
          {words(said, { address: order.managerAddress ?? order.buyerAddress })}
        </Banner>
      )}
      <Refused refusal={refusal} />
      <p>
        <OrderChip order={order} />
      </p>
      <OrderActs order={order} result={result} />
      <OrderFactsList order={order} />
      <Section title={words('letters')}>
        <OrderLetters letters={order.letters} />
      </Section>
    </Task>
  )
}
