import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import style from './field.module.css'
import { Field, type FieldWords } from './field.tsx'

type InputProps = Omit<ComponentProps<'input'>, keyof FieldWords | 'id' | 'className'>

/** One line of text; `look="code"` for ids and six-digit codes. */
export function TextField({
  name,
  label,
  help,
  error,
  optional,
  look,
  ...rest
}: FieldWords & InputProps & { look?: 'code' | undefined }) {
  return (
    <Field {...{ name, label, help, error, optional }}>
      {(wiring) => (
        <input type="text" {...rest} {...wiring} className={classes(style.control, look && style.code)} />
      )}
    </Field>
  )
}
