import type { Refusal } from '@claviger/core/kernel/decision'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Button } from '../ui/button.tsx'
import { Actions } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'

interface CodeFieldsProps {
  refusal: Refusal | undefined
  /** The verb of the page: what the right code does. */
  button: string
  /** For whom it does it, above the button. */
  children?: ReactNode
}

/** The field for the six digits and the button that spends them. */
export function CodeFields({ refusal, button, children }: CodeFieldsProps) {
  const words = useWords('doors')
  const error = useFieldErrors(refusal)?.code
  return (
    <>
      {!error && <Refused refusal={refusal} />}
      <TextField
        name="code"
        label={words('code')}
        help={words('code_help')}
        look="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        error={error}
        dir="ltr"
        autoFocus
      />
      {children}
      <Button variant="primary" name="act" value="enter">
        {button}
      </Button>
    </>
  )
}

/** Where the code went, and that an earlier one is dead. */
export function CodeSent({ address, again }: { address: string; again: boolean }) {
  const words = useWords('doors')
  return words.rich(again ? 'code_sent_again' : 'code_sent', { address }, { b: <strong dir="ltr" /> })
}

/** The ways on when no code comes: a new one, another address. */
export function NoCode({ back }: { back?: string }) {
  const words = useWords('doors')
  return (
    <Actions>
      <Button variant="quiet" name="act" value="again" formNoValidate>
        {words('code_again')}
      </Button>
      {back && <Link to={back}>{words('code_other_address')}</Link>}
    </Actions>
  )
}
