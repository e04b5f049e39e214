import type { DevProduct } from '@claviger/server/activation/dev-views'
import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { useWords } from '../words/use-words.ts'
import style from './ask-line.module.css'

/** Which product the page speaks of; the choice stands in the address. */
export function ChooseProduct({ products, chosen }: { products: readonly DevProduct[]; chosen: string }) {
  const words = useWords('dev')
  return (
    <Form method="get" key={chosen}>
      <div className={style.line}>
        <SelectField
          name="product"
          label={words('product')}
          defaultValue={chosen}
          options={products.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
        />
        <Button>{words('choose_product')}</Button>
      </div>
    </Form>
  )
}
