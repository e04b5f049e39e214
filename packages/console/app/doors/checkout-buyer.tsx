import type { Typed } from '../typed.ts'
import { Fold } from '../ui/fold.tsx'
import type { FieldErrors } from '../ui/form-errors.tsx'
import { type Option, SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words/use-words.ts'
import { PoNumber, Quantity } from './checkout-quantity.tsx'

interface CheckoutBuyerProps {
  countries: readonly Option[]
  /** What the browser lets us suppose. */
  country: string
  typed: Typed
  errors: FieldErrors | undefined
  quantity: string
}

/** Somebody new: four fields, the rest folded away but not hidden. */
export function CheckoutBuyer({ countries, country, typed, errors, quantity }: CheckoutBuyerProps) {
  const words = useWords('doors')
  const field = (name: string) => ({ name, error: errors?.[name], defaultValue: typed[name] })
  return (
    <>
      <Quantity {...{ quantity, errors }} />
      <TextField
        {...field('email')}
        label={words('checkout_email')}
        help={words('checkout_email_help')}
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        autoFocus={!errors}
      />
      <TextField {...field('name')} label={words('checkout_name')} autoComplete="name" dir="auto" />
      <TextField
        {...field('company')}
        label={words('checkout_company')}
        autoComplete="organization"
        dir="auto"
      />
      <SelectField
        name="country"
        label={words('checkout_country')}
        error={errors?.country}
        defaultValue={typed.country ?? country}
        options={countries}
        autoComplete="country"
      />
      <TextField {...field('vatId')} label={words('checkout_vat_id')} optional autoComplete="off" dir="ltr" />
      <Fold
        title={words('checkout_more')}
        open={Boolean(errors?.poNumber || errors?.managerEmail || typed.poNumber || typed.managerEmail)}
      >
        <PoNumber {...{ typed, errors }} />
        <TextField
          {...field('managerEmail')}
          label={words('checkout_manager')}
          help={words('checkout_manager_help')}
          optional
          autoComplete="off"
          inputMode="email"
          dir="ltr"
        />
      </Fold>
    </>
  )
}
