import type { Refusal } from '@claviger/core/kernel/decision'
import type { DevProduct } from '@claviger/server/activation/dev-views'
import { Form } from 'react-router'
import type { Typed } from '../typed.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Stack } from '../ui/task.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import style from './code-form.module.css'

interface CodeFormProps {
  products: readonly DevProduct[]
  today: string
  typed: Typed
  refusal: Refusal | undefined
}

/** The code as it was found, mail around it and all, and the question a product would ask about it. */
export function CodeForm({ products, today, typed, refusal }: CodeFormProps) {
  const words = useWords('dev')
  const errors = useFieldErrors(refusal)
  const asIs = { value: '', label: words('product_of_code') }
  return (
    <Form method="post" preventScrollReset>
      <Stack>
        <FormErrors errors={errors} />
        <TextArea
          name="text"
          label={words('code')}
          help={words('code_help')}
          error={errors?.text}
          defaultValue={typed.text}
          rows={8}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          required
        />
        <div className={style.question}>
          <SelectField
            name="product"
            label={words('asked_by')}
            defaultValue={typed.product ?? ''}
            options={[
              asIs,
              ...products.map(({ code, name }) => ({ value: code, label: `${name} (${code})` })),
            ]}
          />
          <TextField
            name="release"
            label={words('asked_release')}
            help={words('asked_release_help')}
            error={errors?.release}
            defaultValue={typed.release}
            optional
            autoComplete="off"
            dir="ltr"
          />
          <TextField
            name="day"
            type="date"
            label={words('day')}
            error={errors?.day}
            defaultValue={typed.day ?? today}
          />
        </div>
        <div>
          <Button variant="primary">{words('look_into')}</Button>
        </div>
      </Stack>
    </Form>
  )
}
