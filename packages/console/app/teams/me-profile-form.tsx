import type { Refusal } from '@claviger/core/kernel/decision'
import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Stack } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { languages } from '../words/languages.ts'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'

/** The profile as its form holds it. */
export interface ProfileTyped {
  readonly name: string
  readonly locale: string
  readonly theme: string
  readonly density: string
  readonly shortcuts: boolean
}

/** One's name and how one's pages look. The whole document comes again: its language and theme may be others. */
export function MeProfileForm({ typed, refusal }: { typed: ProfileTyped; refusal: Refusal | undefined }) {
  const words = useWords('me')
  const errors = useFieldErrors(refusal)
  const themes = [
    { value: 'system', label: words('theme_system') },
    { value: 'light', label: words('theme_light') },
    { value: 'dark', label: words('theme_dark') },
  ]
  const densities = [
    { value: 'comfortable', label: words('density_comfortable') },
    { value: 'compact', label: words('density_compact') },
    { value: 'roomy', label: words('density_roomy') },
  ]
  return (
    <Form method="post" reloadDocument>
      <Stack>
        <FormErrors errors={errors} />
        <TextField
          name="name"
          label={words('name')}
          help={words('name_help')}
          optional
          autoComplete="name"
          dir="auto"
          defaultValue={typed.name}
          error={errors?.name}
        />
        <SelectField
          name="locale"
          label={words('language')}
          options={languages}
          defaultValue={typed.locale}
          error={errors?.locale}
        />
        <RadioGroup name="theme" label={words('theme')} choices={themes} defaultValue={typed.theme} />
        <RadioGroup
          name="density"
          label={words('density')}
          choices={densities}
          defaultValue={typed.density}
        />
        <Checkbox
          name="shortcuts"
          label={words('shortcuts')}
          help={words('shortcuts_help')}
          defaultChecked={typed.shortcuts}
        />
        <Button variant="primary">{words('save')}</Button>
      </Stack>
    </Form>
  )
}
