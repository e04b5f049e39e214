import { useEffect } from 'react'
import { useWords } from '../words/use-words.ts'
import { fieldId } from './field.tsx'
import style from './form-errors.module.css'

/** What is wrong with a form: field name → sentence. */
export type FieldErrors = Readonly<Record<string, string>>

/** Stands above a form after a failed submit: counts what is wrong, links to each, and moves the focus to the first. */
export function FormErrors({ errors }: { errors: FieldErrors | undefined }) {
  const words = useWords()
  const entries = Object.entries(errors ?? {})
  const first = entries[0]?.[0]
  useEffect(() => {
    if (errors && first) document.getElementById(fieldId(first))?.focus()
  }, [errors, first])
  if (!first) return null
  return (
    <div className={style.summary} role="alert">
      <p className={style.title}>{words('form_errors', { count: entries.length })}</p>
      <ul>
        {entries.map(([name, sentence]) => (
          <li key={name}>
            <a href={`#${fieldId(name)}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
