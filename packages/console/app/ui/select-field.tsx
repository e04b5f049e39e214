import type { ComponentProps } from 'react'
import style from './field.module.css'
import { Field, type FieldWords } from './field.tsx'

export interface Option {
  value: string
  label: string
}

type SelectProps = Omit<ComponentProps<'select'>, keyof FieldWords | 'id' | 'className' | 'children'>

/** One of a known list. */
export function SelectField({
  name,
  label,
  help,
  error,
  optional,
  options,
  ...rest
}: FieldWords & SelectProps & { options: readonly Option[] }) {
  return (
    <Field {...{ name, label, help, error, optional }}>
      {(wiring) => (
        <select {...rest} {...wiring} className={style.control}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
