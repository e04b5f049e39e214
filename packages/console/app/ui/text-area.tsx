import type { ComponentProps } from 'react'
import style from './field.module.css'
import { Field, type FieldWords } from './field.tsx'

type AreaProps = Omit<ComponentProps<'textarea'>, keyof FieldWords | 'id' | 'className'>

/** Several lines of text; the paste box is one. */
export function TextArea({ name, label, help, error, optional, ...rest }: FieldWords & AreaProps) {
  return (
    <Field {...{ name, label, help, error, optional }}>
      {(wiring) => <textarea {...rest} {...wiring} className={style.control} />}
    </Field>
  )
}
