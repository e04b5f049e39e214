import type { ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import style from './field.module.css'

/** What every field says about itself. */
export interface FieldWords {
  /** Also the end of the element's id: `field-<name>`. */
  name: string
  label: ReactNode
  /** Stands under the label and is read with the field. */
  help?: ReactNode
  /** What is wrong and how to put it right. */
  error?: string | undefined
  optional?: boolean | undefined
}

/** Ties a control to its label, help and error. */
export interface Wiring {
  id: string
  name: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** The element id under which a field can be focused. */
export const fieldId = (name: string) => `field-${name}`

/** Label above, help under it, control, error below; the control is the child. */
export function Field({
  name,
  label,
  help,
  error,
  optional,
  children,
}: FieldWords & { children: (wiring: Wiring) => ReactNode }) {
  const words = useWords()
  const id = fieldId(name)
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={style.field}>
      <label className={style.label} htmlFor={id}>
        {label}
        {optional && <span className={style.optional}> ({words('optional')})</span>}
      </label>
      {help && (
        <p className={style.help} id={`${id}-help`}>
          {help}
        </p>
      )}
      {children({
        id,
        name,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  )
}

/** The line under a field that says what is wrong; nothing when nothing is. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  if (!children) return null
  return (
    <p className={style.error} id={id}>
      {children}
    </p>
  )
}
