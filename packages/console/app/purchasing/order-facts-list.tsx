import type { VendorOrder } from '@claviger/server/purchasing/orders-views'
import { DayText, ExactText } from '../ui/date-text.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Money } from '../ui/money.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'

/** Everything an order says of itself. */
export function OrderFactsList({ order }: { order: VendorOrder }) {
  const words = useWords('purchasing')
  const format = useFormat()
  const unit = format.money(String(order.unitMinor), order.currency)
  const { claim } = order
  return (
    <KeyValue
      entries={[
        {
          key: words('sum'),
          value: (
            <>
              <Money minor={String(order.netMinor)} currency={order.currency} />{' '}
              {words(order.term === 'year' ? 'sum_by_year' : 'sum_by_month', { count: order.quantity, unit })}
            </>
          ),
        },
        {
          key: words('buyer'),
          value: (
            <>
              <bdi>{order.buyerName}</bdi> <bdi dir="ltr">{order.buyerAddress}</bdi>
            </>
          ),
        },
        ...(order.managerAddress
          ? [{ key: words('manager'), value: <bdi dir="ltr">{order.managerAddress}</bdi> }]
          : []),
        { key: words('company'), value: <bdi>{order.company}</bdi> },
        { key: words('country'), value: order.country },
        ...(order.vatId ? [{ key: words('vat_id'), value: <bdi dir="ltr">{order.vatId}</bdi> }] : []),
        ...(order.poNumber ? [{ key: words('po_number'), value: <bdi>{order.poNumber}</bdi> }] : []),
        {
          key: words('placed'),
          value: (
            <>
              <ExactText at={order.placedAt.toISOString()} />{' '}
              {words.rich('by', { name: order.placedBy }, { b: <bdi /> })}
            </>
          ),
        },
        ...(order.fulfilledAt
          ? [{ key: words('delivered'), value: <ExactText at={order.fulfilledAt.toISOString()} /> }]
          : []),
        ...(order.paidThrough
          ? [{ key: words('good_until'), value: <DayText day={order.paidThrough} /> }]
          : []),
        {
          key: words('payment'),
          value: order.paidAt ? (
            <>
              <ExactText at={order.paidAt.toISOString()} /> <bdi>{order.paymentNote}</bdi>
            </>
          ) : (
            words(order.payment === 'paid' ? 'paid' : 'due', { date: format.date(order.dueOn) })
          ),
        },
        ...(claim
          ? [
              {
                key: words('claim'),
                value: words(claim.used ? 'claim_used_by' : 'claim_open_for', {
                  ...{ address: claim.address, until: format.dateTime(claim.until) },
                }),
              },
            ]
          : []),
      ]}
    />
  )
}
