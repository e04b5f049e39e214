import { Form } from 'react-router'
import type { ActResult } from '../act.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'

/** Adds a colleague by address, or changes what one may do. */
export function StaffForm({ result }: { result: ActResult | undefined }) {
  const words = useWords('catalog')
  const errors = useFieldErrors(result?.refusal)
  const typed = result?.refusal ? result.typed : {}
  return (
    <Task>
      <Refused refusal={result?.refusal} />
      <Form method="post">
        <FormErrors errors={errors} />
        <input type="hidden" name="act" value="add" />
        <TextField
          name="email"
          label={words('staff_email')}
          help={words('staff_email_help')}
          error={errors?.email}
          defaultValue={typed.email}
          inputMode="email"
          autoComplete="off"
          dir="ltr"
        />
        <TextField
          name="name"
          label={words('name')}
          error={errors?.name}
          defaultValue={typed.name}
          optional
          autoComplete="off"
          dir="auto"
        />
        <RadioGroup
          name="role"
          label={words('role')}
          error={errors?.role}
          defaultValue={typed.role ?? 'staff'}
          choices={[
            { value: 'staff', label: words('staff_member'), help: words('staff_member_help') },
            { value: 'owner', label: words('owner'), help: words('owner_help') },
          ]}
        />
        <Button>{words('add_staff')}</Button>
      </Form>
    </Task>
  )
}
