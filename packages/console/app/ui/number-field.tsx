import { type ComponentProps, useRef } from 'react'
import { useWords } from '../words/use-words.ts'
import { classes } from './classes.ts'
import style from './field.module.css'
import { Field, type FieldWords } from './field.tsx'
import { MinusIcon, PlusIcon } from './icons.tsx'

type InputProps = Omit<ComponentProps<'input'>, keyof FieldWords | 'id' | 'className' | 'type' | 'ref'>

/** A whole number, typed first; plus and minus are 40 px. Say min and max in `help`. The server judges what is typed. */
export function NumberField({
  name,
  label,
  help,
  error,
  optional,
  min,
  max,
  ...rest
}: FieldWords & InputProps) {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  const step = (by: number) => () =>
    input.current && stepBy(input.current, by, Number(min ?? 0), Number(max ?? Infinity))
  return (
    <Field {...{ name, label, help, error, optional }}>
      {(wiring) => (
        <div className={style.stepper}>
          <button type="button" className={style.step} onClick={step(-1)} aria-label={words('less')}>
            <MinusIcon />
          </button>
          <input
            {...rest}
            {...wiring}
            ref={input}
            inputMode="numeric"
            autoComplete="off"
            className={classes(style.control)}
          />
          <button type="button" className={style.step} onClick={step(1)} aria-label={words('more')}>
            <PlusIcon />
          </button>
        </div>
      )}
    </Field>
  )
}

function stepBy(input: HTMLInputElement, by: number, min: number, max: number) {
  const now = Number(input.value)
  const next = Number.isFinite(now) ? Math.min(max, Math.max(min, Math.trunc(now) + by)) : min
  // React listens to the setter of the prototype, so that onChange hears of it.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, String(next))
  input.dispatchEvent(new Event('input', { bubbles: true }))
}
