import type { Refusal } from '@claviger/core/kernel/decision'
import type { ClaimDoor } from '@claviger/server/purchasing/order-views'
import { Form, Link } from 'react-router'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { SeatStrip } from '../ui/seat-strip.tsx'
import { Refused, Why } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'

type OrderShown = ClaimDoor['order']

/** What was bought, for whom, until when. */
export function ClaimHead({ order, vendor }: { order: OrderShown; vendor: string }) {
  const words = useWords('doors')
  const format = useFormat()
  const { quantity: count, product, company, number } = order
  const free = { texture: 'base' as const, count, label: words('order_seats_free') }
  return (
    <>
      <PageHead
        title={words('claim_title', { count, product, company })}
        thing={words('order_tab', { number })}
        summary={words('claim_summary', {
          ...{ number, vendor },
          until: order.paidThrough ? format.date(order.paidThrough, 'long') : '',
        })}
      />
      <SeatStrip sentence={words('order_seats', { count })} segments={[free]} />
    </>
  )
}

interface ClaimUsedProps {
  order: OrderShown
  slug: string | null
  why: Refusal | null
}

/** Used up: its reader may go where it led, everybody else signs in. */
export function ClaimUsed({ order, slug, why }: ClaimUsedProps) {
  const words = useWords('doors')
  return (
    <>
      <PageHead
        title={words('claim_used_title')}
        thing={words('order_tab', { number: order.number })}
        summary={words('claim_used', { company: order.company, number: order.number })}
      />
      {slug ? (
        <LinkButton variant="primary" to={`/o/${slug}`}>
          {words('order_open_licenses')}
        </LinkButton>
      ) : (
        <LinkButton variant="primary" to="/signin">
          {words('shop_sign_in')}
        </LinkButton>
      )}
      <Why refusal={why} />
    </>
  )
}

interface TooOldProps {
  order: OrderShown
  sent: boolean
  refusal: Refusal | undefined
  why: Refusal | null
}

/** Too old: a fresh link goes to the order's address, and nobody learns which that is. */
export function ClaimTooOld({ order, sent, refusal, why }: TooOldProps) {
  const words = useWords('doors')
  const { number } = order
  if (sent) {
    return (
      <PageHead
        title={words('claim_sent_title')}
        thing={words('order_tab', { number })}
        summary={words('claim_sent')}
      />
    )
  }
  return (
    <>
      <PageHead
        title={words('claim_too_old_title')}
        thing={words('order_tab', { number })}
        summary={words('claim_too_old', { number })}
      />
      <Refused refusal={refusal} />
      <Form method="post">
        <Button variant="primary" name="act" value="fresh">
          {words('claim_fresh')}
        </Button>
      </Form>
      <p>
        {words('claim_known')} <Link to="/signin">{words('shop_sign_in')}</Link>
      </p>
      <Why refusal={why} />
    </>
  )
}
