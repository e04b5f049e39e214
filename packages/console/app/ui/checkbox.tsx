import type { ComponentProps } from 'react'
import style from './field.module.css'
import { FieldError, type FieldWords, fieldId } from './field.tsx'

type InputProps = Omit<ComponentProps<'input'>, keyof FieldWords | 'id' | 'className' | 'type'>

/** One yes or no, with its sentence beside it. */
export function Checkbox({ name, label, help, error, ...rest }: Omit<FieldWords, 'optional'> & InputProps) {
  const id = fieldId(name)
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={style.choice}>
      <input
        {...rest}
        type="checkbox"
        id={id}
        name={name}
        aria-describedby={described || undefined}
        aria-invalid={error ? true : undefined}
      />
      <label htmlFor={id}>{label}</label>
      {help && (
        <p className={style.help} id={`${id}-help`}>
          {help}
        </p>
      )}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  )
}
