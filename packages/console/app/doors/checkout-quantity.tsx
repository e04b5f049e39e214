import type { Typed } from '../typed.ts'
import type { FieldErrors } from '../ui/form-errors.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words/use-words.ts'

/** The number chosen a page before; it becomes a field again only when there is something wrong with it. */
export function Quantity({ quantity, errors }: { quantity: string; errors: FieldErrors | undefined }) {
  const words = useWords('doors')
  if (!errors?.quantity) return <input type="hidden" name="quantity" value={quantity} />
  return (
    <TextField
      name="quantity"
      label={words('shop_quantity')}
      error={errors.quantity}
      defaultValue={quantity}
      inputMode="numeric"
    />
  )
}

/** What the buyer's own books call this order. */
export function PoNumber({ typed, errors }: { typed: Typed; errors: FieldErrors | undefined }) {
  const words = useWords('doors')
  return (
    <TextField
      name="poNumber"
      label={words('checkout_po')}
      error={errors?.poNumber}
      defaultValue={typed.poNumber}
      optional
      autoComplete="off"
    />
  )
}
