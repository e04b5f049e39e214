import type { Typed } from '../typed.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import type { FieldErrors } from '../ui/form-errors.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'

interface SellProductProps {
  products: readonly { code: string; name: string; yearMinor: number | null; currency: string }[]
  typed: Typed
  errors: FieldErrors | undefined
}

/** What is sold, how many, for how much. */
export function SellProduct({ products, typed, errors }: SellProductProps) {
  const words = useWords('purchasing')
  const format = useFormat()
  const [first] = products
  const options = products.map(({ code, name, yearMinor, currency }) => ({
    value: code,
    label:
      yearMinor === null
        ? name
        : words('product_at', { name, price: format.money(String(yearMinor), currency) }),
  }))
  return (
    <>
      <SelectField
        name="productCode"
        label={words('product')}
        defaultValue={typed.productCode ?? first?.code}
        options={options}
      />
      <NumberField
        name="quantity"
        label={words('seats')}
        help={words('seats_help', { most: 100_000 })}
        error={errors?.quantity}
        defaultValue={typed.quantity ?? '1'}
        min={1}
        max={100_000}
      />
      <RadioGroup
        name="term"
        label={words('term')}
        error={errors?.term}
        defaultValue={typed.term ?? 'year'}
        choices={[
          { value: 'year', label: words('one_year') },
          { value: 'month', label: words('one_month') },
        ]}
      />
      <TextField
        name="unitPrice"
        label={words('unit_price', { currency: first?.currency ?? '' })}
        help={words('unit_price_help')}
        error={errors?.unitPrice}
        defaultValue={typed.unitPrice}
        optional
        inputMode="decimal"
        autoComplete="off"
        dir="ltr"
      />
      <TextField
        name="poNumber"
        label={words('po_number')}
        error={errors?.poNumber}
        defaultValue={typed.poNumber}
        optional
        autoComplete="off"
      />
      <Checkbox name="paid" value="on" label={words('paid_already')} defaultChecked={typed.paid === 'on'} />
    </>
  )
}
