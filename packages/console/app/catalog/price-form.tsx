import { formatMinorPlain, money } from '@claviger/core/kernel/money'
import type { VendorProduct } from '@claviger/server/catalog/vendor-views'
import { Form } from 'react-router'
import type { ActResult } from '../act.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Fold } from '../ui/fold.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { Stack } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { ContinuityFields } from './continuity-fields.tsx'

interface PriceFormProps {
  product: VendorProduct
  term: 'year' | 'month'
  result: ActResult | undefined
}

/** What a seat costs by the year, or by the month, with the steps for whoever stays. */
export function PriceForm({ product, term, result }: PriceFormProps) {
  const words = useWords('catalog')
  const errors = useFieldErrors(result?.refusal)
  const { currency } = product
  const minors = product.prices.find((price) => price.term === term)?.minors
  const [first] = minors ?? []
  const typed = result?.refusal ? result.typed : { ...stepsOf(minors), price: plain(first, currency) }
  return (
    <Fold
      title={<PriceLine term={term} minors={minors} currency={currency} />}
      open={Boolean(result) || (term === 'year' && !minors)}
    >
      <Stack>
        {result && !result.refusal && <Banner tone="ok">{words('price_saved')}</Banner>}
        <Refused refusal={result?.refusal} />
        <Form method="post">
          <FormErrors errors={errors} />
          <input type="hidden" name="act" value={`price-${term}`} />
          <TextField
            name="price"
            label={words(term === 'year' ? 'price_of_year' : 'price_of_month', { currency })}
            help={words('price_empty_help')}
            error={errors?.price}
            defaultValue={typed.price}
            inputMode="decimal"
            autoComplete="off"
            dir="ltr"
          />
          <ContinuityFields typed={typed} errors={errors} fresh={minors === undefined && !result} />
          <Button>{words('save_price')}</Button>
        </Form>
      </Stack>
    </Fold>
  )
}

interface PriceLineProps {
  term: 'year' | 'month'
  minors: readonly number[] | undefined
  currency: string
}

/** The price in one line: the first year, and what the later ones come to. */
function PriceLine({ term, minors, currency }: PriceLineProps) {
  const words = useWords('catalog')
  const format = useFormat()
  if (!minors) return words(term === 'year' ? 'not_sold_by_year' : 'not_sold_by_month')
  const [one = '', two = '', three = ''] = minors.map((minor) => format.money(String(minor), currency))
  const same = one === two && one === three
  const facts = { one, two, three }
  if (same) return words(term === 'year' ? 'sold_by_year' : 'sold_by_month', facts)
  return words(term === 'year' ? 'sold_by_year_in_steps' : 'sold_by_month_in_steps', facts)
}

function plain(minor: number | undefined, currency: string): string {
  return minor === undefined ? '' : formatMinorPlain(money(minor, currency))
}

/** The discounts behind the amounts, rounded to whole percents as they were typed. */
function stepsOf(minors: readonly number[] | undefined): Record<string, string> {
  const [one = 0, two = 0, three = 0] = minors ?? []
  if (one === 0) return {}
  const percent = (minor: number) => Math.round(100 - (minor * 100) / one)
  const steps = { yearTwoPercent: String(percent(two)), yearThreePercent: String(percent(three)) }
  return two === one && three === one ? steps : { ...steps, continuity: 'on' }
}
