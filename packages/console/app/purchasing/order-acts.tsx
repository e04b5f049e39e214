import type { VendorOrder } from '@claviger/server/purchasing/orders-views'
import { Form } from 'react-router'
import { type ActResult, resultOf } from '../act.ts'
import { Button } from '../ui/button.tsx'
import { Fold } from '../ui/fold.tsx'
import { Stack } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'

interface OrderActsProps {
  order: VendorOrder
  result: ActResult | undefined
}

/** What can be done with an order now: confirm it, note its payment, cancel it. */
export function OrderActs({ order, result }: OrderActsProps) {
  const words = useWords('purchasing')
  const [payment, cancellation] = [resultOf(result, 'pay'), resultOf(result, 'cancel')]
  const paymentError = useFieldErrors(payment?.refusal)?.note
  const cancelError = useFieldErrors(cancellation?.refusal)?.note
  const mayPay = order.state !== 'cancelled' && order.payment === 'unpaid'
  const facts = { count: order.quantity, product: order.product }
  return (
    <Stack>
      {order.state === 'waiting' && (
        <Form method="post">
          <p>{words(order.waitsFor === 'payment' ? 'waits_for_payment' : 'waits_for_confirmation')}</p>
          <Button variant="primary" name="act" value="confirm">
            {words('confirm', facts)}
          </Button>
        </Form>
      )}
      {mayPay && (
        <Fold title={words('record_payment')} open={Boolean(paymentError)}>
          <Form method="post">
            <Stack>
              <TextField
                name="note"
                label={words('payment_note')}
                help={words('payment_note_help')}
                error={paymentError}
                defaultValue={payment?.typed.note}
                optional
                autoComplete="off"
              />
              <Button name="act" value="pay">
                {words(order.state === 'waiting' ? 'pay_and_deliver' : 'mark_paid')}
              </Button>
            </Stack>
          </Form>
        </Fold>
      )}
      {order.state === 'waiting' && (
        <Fold title={words('cancel_order')} open={Boolean(cancelError)}>
          <Form method="post">
            <Stack>
              <TextField
                name="reason"
                label={words('cancel_note')}
                help={words('cancel_note_help')}
                error={cancelError}
                defaultValue={cancellation?.typed.reason}
                optional
                autoComplete="off"
              />
              <Button variant="danger" name="act" value="cancel">
                {words('cancel_now', { number: order.number })}
              </Button>
            </Stack>
          </Form>
        </Fold>
      )}
    </Stack>
  )
}
