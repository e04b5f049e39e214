import type { Refusal } from '@claviger/core/kernel/decision'
import type { VendorOrder } from '@claviger/server/purchasing/orders-views'
import { Form } from 'react-router'
import type { Typed } from '../typed.ts'
import { Button } from '../ui/button.tsx'
import { Fold } from '../ui/fold.tsx'
import { Stack } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'

interface OrderActsProps {
  order: VendorOrder
  refusal: Refusal | undefined
  typed: Typed | undefined
}

/** What can be done with an order now: confirm it, note its payment, cancel it. */
export function OrderActs({ order, refusal, typed }: OrderActsProps) {
  const words = useWords('purchasing')
  const error = useFieldErrors(refusal)?.note
  const note = { name: 'note', error, defaultValue: refusal ? typed?.note : undefined }
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
        <Fold title={words('record_payment')} open={Boolean(error)}>
          <Form method="post">
            <Stack>
              <TextField
                {...note}
                label={words('payment_note')}
                help={words('payment_note_help')}
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
        <Fold title={words('cancel_order')}>
          <Form method="post">
            <Stack>
              <TextField
                {...note}
                label={words('cancel_note')}
                help={words('cancel_note_help')}
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
