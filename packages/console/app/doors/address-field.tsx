import type { ReactNode } from 'react'
import { TextField } from '../ui/text-field.tsx'

interface AddressFieldProps {
  label: ReactNode
  help?: ReactNode
  error?: string | undefined
  defaultValue?: string | undefined
}

/**
 * An e-mail address. Not `type="email"`: browsers refuse addresses in other scripts, and say so in their own words.
 * What needs a look has the focus when the page arrives, without any script.
 */
export function AddressField({ error, ...rest }: AddressFieldProps) {
  return (
    <TextField
      name="address"
      inputMode="email"
      autoComplete="email"
      autoCapitalize="none"
      spellCheck={false}
      dir="ltr"
      error={error}
      {...(error ? { autoFocus: true } : {})}
      {...rest}
    />
  )
}
