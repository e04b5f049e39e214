import type { DevProduct } from '@claviger/server/activation/dev-views'
import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Actions } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'

/** Which product the page speaks of; the choice stands in the address. */
export function ChooseProduct({ products, chosen }: { products: readonly DevProduct[]; chosen: string }) {
  const words = useWords('dev')
  return (
    <Form method="get" key={chosen}>
      <Actions>
        <SelectField
          name="product"
          label={words('product')}
          defaultValue={chosen}
          options={products.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
        />
        <Button>{words('choose_product')}</Button>
      </Actions>
    </Form>
  )
}
