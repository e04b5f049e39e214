import { samePath } from '@claviger/core/kernel/safe-path'
import { data, Form, redirect } from 'react-router'
import { refused, statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { useRoot } from '../use-root.ts'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/order'
import { LinkUnknown } from './link-unknown.tsx'
import { OrderFactsList, OrderHead, OrderNext } from './order-parts.tsx'
import { tidyToken } from './tidy-token.ts'

export const handle = { door: true }

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const token = tidyToken(params.token)
  if (token !== params.token) throw redirect(`/order/${token}`)
  const order = await app.views.orderDoor(actor, { token })
  const mails = app.config.smtpUrl !== undefined
  const { searchParams } = new URL(request.url)
  const sent = searchParams.has('sent')
  const back = samePath(searchParams.get('to'), '')
  if (!order.ok)
    return data({ order: null, mails, sent, back, refusal: order.refusal }, statusFor(order.refusal))
  return { order: order.plan, mails, sent, back, refusal: null }
}

/** Sends the letter with the way in again, to the order's address and to no other. */
export async function action({ context, params }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const decision = await app.operations.sendFreshClaim(actor, { order: params.token })
  if (!decision.ok) return refused(decision.refusal)
  throw redirect(`/order/${params.token}?sent=1`)
}

/** What has become of an order, for whoever has its address. */
export default function Order({ loaderData, actionData, params }: Route.ComponentProps) {
  const words = useWords('doors')
  const { vendorName } = useRoot()
  const { order, mails, sent, back } = loaderData
  if (!order) {
    return (
      <Door from={vendorName}>
        <LinkUnknown token={params.token} refusal={loaderData.refusal} />
      </Door>
    )
  }
  const address = order.managerAddress ?? order.buyerAddress
  return (
    <Door from={vendorName} foot={!mails && words('no_mail_server')}>
      <OrderHead order={order} vendor={vendorName} />
      <OrderNext order={order} vendor={vendorName} />
      {back !== '' && (
        <LinkButton variant="primary" to={back}>
          {words('order_go_on')}
        </LinkButton>
      )}
      {order.slug && (
        <LinkButton variant={back === '' ? 'primary' : 'secondary'} to={`/o/${order.slug}/licenses`}>
          {words('order_open_licenses')}
        </LinkButton>
      )}
      {sent && (
        <p role="status">{words.rich('order_letter_sent', { address }, { b: <strong dir="ltr" /> })}</p>
      )}
      <Refused refusal={actionData?.refusal} />
      {order.state === 'fulfilled' && !order.claimed && !sent && (
        <Form method="post">
          <p>{words('order_no_letter')}</p>
          <Button>{words('order_send_again')}</Button>
        </Form>
      )}
      <OrderFactsList order={order} />
    </Door>
  )
}
