import { leastPassphrase } from '@claviger/core/activation/key-rules'
import { type Refusal, refuse } from '@claviger/core/kernel/decision'
import { useMemo } from 'react'
import { useRevalidator, useSearchParams } from 'react-router'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'

/** Sealing takes a moment on a slow machine; the page then says when the backup was made. */
const lookAgainMs = 2000

/** Seals the keys with a passphrase into a file that the browser keeps; the answer is the file, so the page stays. */
export function KeyBackup({ first }: { first: boolean }) {
  const words = useWords('keys')
  const { revalidate } = useRevalidator()
  const [params] = useSearchParams()
  const why = params.get('refused')
  const errors = useFieldErrors(useMemo(() => refusalOf(why), [why]))
  return (
    <Task>
      <p>{words('backup_help')}</p>
      <form
        method="post"
        action="/vendor/keys/backup"
        onSubmit={() => void setTimeout(() => void revalidate(), lookAgainMs)}
      >
        <FormErrors errors={errors} />
        <TextField
          name="passphrase"
          type="password"
          label={words('passphrase')}
          help={words('passphrase_help', { count: leastPassphrase })}
          error={errors?.passphrase}
          autoComplete="new-password"
        />
        <TextField
          name="again"
          type="password"
          label={words('passphrase_again')}
          error={errors?.again}
          autoComplete="new-password"
        />
        <Button variant={first ? 'primary' : 'secondary'}>{words('backup')}</Button>
      </form>
    </Task>
  )
}

/** A passphrase is never sent back: only why it was refused stands in the address. */
function refusalOf(why: string | null): Refusal | undefined {
  if (why === 'passphrase_too_short')
    return refuse('fields_wrong', { fields: [{ code: why, field: 'passphrase', least: leastPassphrase }] })
      .refusal
  if (why === 'passphrases_differ')
    return refuse('fields_wrong', { fields: [{ code: why, field: 'again' }] }).refusal
  return undefined
}
