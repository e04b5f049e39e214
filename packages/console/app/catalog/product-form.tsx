import type { VendorProduct } from '@claviger/server/catalog/vendor-views'
import { Form } from 'react-router'
import type { ActResult } from '../act.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import { PackMembers } from './pack-members.tsx'

/** The product's name, whether it is in the shop, and what a pack contains. */
export function ProductForm({ product, result }: { product: VendorProduct; result: ActResult | undefined }) {
  const words = useWords('catalog')
  const errors = useFieldErrors(result?.refusal)
  const typed = result?.refusal ? result.typed : {}
  return (
    <Task>
      {result && !result.refusal && <Banner tone="ok">{words('saved')}</Banner>}
      <Refused refusal={result?.refusal} />
      <Form method="post">
        <FormErrors errors={errors} />
        <input type="hidden" name="act" value="product" />
        <TextField
          name="name"
          label={words('product_name')}
          error={errors?.name}
          defaultValue={typed.name ?? product.name}
          autoComplete="off"
          dir="auto"
        />
        {product.kind === 'pack' && (
          <>
            <input type="hidden" name="pack" value="on" />
            <PackMembers singles={product.singles} members={product.members} error={errors?.members} />
          </>
        )}
        <Checkbox
          name="archived"
          value="on"
          label={words('archive')}
          help={words('archive_help')}
          defaultChecked={product.archived}
        />
        <Button>{words('save')}</Button>
      </Form>
    </Task>
  )
}
