import type { ReactNode } from 'react'
import style from './field.module.css'
import { FieldError, type FieldWords, fieldId } from './field.tsx'

export interface Choice {
  value: string
  label: ReactNode
  help?: ReactNode
}

interface RadioGroupProps extends Omit<FieldWords, 'optional'> {
  choices: readonly Choice[]
  defaultValue?: string | undefined
  onChange?: ((value: string) => void) | undefined
}

/** One of a few, all in sight. The first radio bears the field's id, so that an error can lead there. */
export function RadioGroup({ name, label, help, error, choices, defaultValue, onChange }: RadioGroupProps) {
  const id = fieldId(name)
  return (
    <fieldset className={style.choices} aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={style.label}>{label}</legend>
      {help && <p className={style.help}>{help}</p>}
      {choices.map((choice, index) => {
        const own = index === 0 ? id : `${id}-${index}`
        return (
          <div className={style.choice} key={choice.value}>
            <input
              type="radio"
              id={own}
              name={name}
              value={choice.value}
              defaultChecked={choice.value === defaultValue}
              aria-describedby={choice.help ? `${own}-help` : undefined}
              onChange={() => onChange?.(choice.value)}
            />
            <label htmlFor={own}>{choice.label}</label>
            {choice.help && (
              <p className={style.help} id={`${own}-help`}>
                {choice.help}
              </p>
            )}
          </div>
        )
      })}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  )
}
