import { linkNotices } from '@claviger/core/assignment/link-notices'
import { Checkbox } from '../ui/checkbox.tsx'
import type { FieldErrors } from '../ui/form-errors.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words/use-words.ts'

/** A link's terms as its form shows them. */
export interface ShownTerms {
  readonly name: string
  readonly cap: string
  readonly endsOn: string
  readonly domains: string
  readonly offered: boolean
  /** `at_once`, or `after` an approval. */
  readonly asksFirst: string
  readonly restAsks: boolean
  readonly notice: string
}

/** How many, who, until when, and a name: the fields of a link's terms. An emptied field means "no limit". */
export function LinkTerms({ terms, errors }: { terms: ShownTerms; errors: FieldErrors | undefined }) {
  const words = useWords('assignment')
  return (
    <>
      <NumberField
        name="cap"
        label={words('cap')}
        help={words('cap_help')}
        error={errors?.cap}
        defaultValue={terms.cap}
        min={1}
        max={100_000}
      />
      <RadioGroup
        name="asksFirst"
        label={words('link_way')}
        error={errors?.asksFirst}
        defaultValue={terms.asksFirst}
        choices={[
          { value: 'at_once', label: words('link_at_once') },
          { value: 'after', label: words('link_after'), help: words('link_after_help') },
        ]}
      />
      <Checkbox
        name="restAsks"
        label={words('rest_asks')}
        help={words('rest_asks_help')}
        defaultChecked={terms.restAsks}
      />
      <TextField
        name="domains"
        label={words('domains')}
        help={words('domains_help')}
        error={errors?.domains}
        defaultValue={terms.domains}
        autoComplete="off"
        spellCheck={false}
      />
      <Checkbox
        name="offered"
        label={words('offered')}
        help={words('offered_help')}
        defaultChecked={terms.offered}
      />
      <TextField
        name="endsOn"
        type="date"
        label={words('ends_on')}
        help={words('ends_on_help')}
        error={errors?.endsOn}
        defaultValue={terms.endsOn}
        autoComplete="off"
      />
      <SelectField
        name="notice"
        label={words('link_notice')}
        help={words('link_notice_help')}
        error={errors?.notice}
        defaultValue={terms.notice}
        options={linkNotices.map((value) => ({ value, label: words(`link_notice_${value}`) }))}
      />
      <TextField
        name="name"
        label={words('link_name')}
        help={words('link_name_help')}
        error={errors?.name}
        defaultValue={terms.name}
        autoComplete="off"
        optional
      />
    </>
  )
}
