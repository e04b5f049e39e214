import { type ReactNode, useId, useState } from 'react'
import { useWords } from '../words/use-words.ts'
import { Button } from './button.tsx'
import style from './copy-field.module.css'
import field from './field.module.css'
import { CopyIcon } from './icons.tsx'

/** Something to hand on: a read-only field that selects itself, and Copy. */
export function CopyField({ label, value, help }: { label: string; value: string; help?: ReactNode }) {
  const id = useId()
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      {help && (
        <p className={field.help} id={`${id}-help`}>
          {help}
        </p>
      )}
      <div className={style.row}>
        <input
          id={id}
          className={style.value}
          readOnly
          dir="ltr"
          value={value}
          aria-describedby={help ? `${id}-help` : undefined}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={value} thing={label} />
      </div>
    </div>
  )
}

/** Copies; its own words say when it has. Without scripts the field beside it can be selected. */
export function CopyButton({ value, thing }: { value: string; thing: string }) {
  const words = useWords()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }
  return (
    <>
      <Button
        type="button"
        icon={<CopyIcon />}
        onClick={copy}
        aria-label={copied ? undefined : words('copy_thing', { thing })}
      >
        {words(copied ? 'copied' : 'copy')}
      </Button>
      <span role="status" className={style.spoken}>
        {copied ? words('copied') : ''}
      </span>
    </>
  )
}
