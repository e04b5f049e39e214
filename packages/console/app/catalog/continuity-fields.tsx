import { proposedDiscounts } from '@claviger/core/catalog/read-prices'
import type { Typed } from '../typed.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import type { FieldErrors } from '../ui/form-errors.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words/use-words.ts'
import style from './continuity-fields.module.css'

interface ContinuityFieldsProps {
  typed: Typed
  errors: FieldErrors | undefined
  /** Nothing has been answered yet: the usual steps are proposed. */
  fresh: boolean
}

/** The reward for staying: proposed, and cleared by one press. */
export function ContinuityFields({ typed, errors, fresh }: ContinuityFieldsProps) {
  const words = useWords('catalog')
  const percent = (name: string, proposed: number) => ({
    name,
    error: errors?.[name],
    defaultValue: fresh ? String(proposed) : (typed[name] ?? ''),
    inputMode: 'numeric' as const,
    autoComplete: 'off',
  })
  return (
    <>
      <Checkbox
        name="continuity"
        value="on"
        label={words('continuity')}
        help={words('continuity_help')}
        defaultChecked={fresh || typed.continuity === 'on'}
      />
      <div className={style.pair}>
        <TextField {...percent('yearTwoPercent', proposedDiscounts.yearTwo)} label={words('year_two')} />
        <TextField
          {...percent('yearThreePercent', proposedDiscounts.yearThree)}
          label={words('year_three')}
        />
      </div>
    </>
  )
}
