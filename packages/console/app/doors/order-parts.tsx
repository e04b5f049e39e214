import type { OrderDoor } from '@claviger/server/purchasing/order-views'
import { DayText } from '../ui/date-text.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Money } from '../ui/money.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { SeatStrip } from '../ui/seat-strip.tsx'
import { NumberedList } from '../ui/steps.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'

interface Shown {
  order: OrderDoor
  vendor: string
}

/** The state of the order as a title, and every seat of it as a tick. */
export function OrderHead({ order, vendor }: Shown) {
  const words = useWords('doors')
  const facts = { count: order.quantity, product: order.product, number: order.number, vendor }
  const title = {
    waiting: words('order_waiting_title', facts),
    fulfilled: words('order_fulfilled_title', facts),
    cancelled: words('order_cancelled_title', facts),
  }[order.state]
  const summary = {
    confirmation: words('order_waits_for_confirmation', facts),
    payment: words('order_waits_for_payment', facts),
    none: order.state === 'cancelled' ? words('order_cancelled', facts) : words('order_summary', facts),
  }[order.waitsFor ?? 'none']
  const free = { texture: 'base' as const, count: order.quantity, label: words('order_seats_free') }
  return (
    <>
      <PageHead title={title} thing={words('order_tab', { number: order.number })} summary={summary} />
      {order.state === 'fulfilled' && (
        <SeatStrip sentence={words('order_seats', { count: order.quantity })} segments={[free]} />
      )}
    </>
  )
}

/** What happens next, in lines. */
export function OrderNext({ order, vendor }: Shown) {
  const words = useWords('doors')
  if (order.state === 'cancelled') return null
  const strong = { b: <strong dir="ltr" /> }
  const address = order.managerAddress ?? order.buyerAddress
  if (order.state === 'waiting') {
    return (
      <NumberedList>
        <p>{words(order.waitsFor === 'payment' ? 'order_next_pay' : 'order_next_confirm', { vendor })}</p>
        <p>{words.rich('order_next_letter', { address }, strong)}</p>
        <p>{words('order_next_hand_out')}</p>
      </NumberedList>
    )
  }
  if (order.claimed) return null
  return (
    <NumberedList>
      <p>{words.rich('order_next_open', { address }, strong)}</p>
      <p>{words('order_next_press')}</p>
      <p>{words('order_next_hand_out')}</p>
    </NumberedList>
  )
}

/** The order itself: number, sum, payment, dates. */
export function OrderFactsList({ order }: { order: OrderDoor }) {
  const words = useWords('doors')
  const format = useFormat()
  const paid = order.payment === 'paid'
  return (
    <KeyValue
      entries={[
        { key: words('order_number'), value: order.number },
        { key: words('order_company'), value: <bdi>{order.company}</bdi> },
        {
          key: words(order.term === 'year' ? 'order_price_year' : 'order_price_month'),
          value: (
            <>
              <Money minor={String(order.netMinor)} currency={order.currency} /> {words('order_plus_vat')}
            </>
          ),
        },
        {
          key: words('order_payment'),
          value: paid ? words('order_paid') : words('order_due', { date: format.date(order.dueOn) }),
        },
        ...(order.poNumber ? [{ key: words('checkout_po'), value: <bdi>{order.poNumber}</bdi> }] : []),
        ...(order.paidThrough
          ? [{ key: words('order_good_until'), value: <DayText day={order.paidThrough} /> }]
          : []),
      ]}
    />
  )
}
