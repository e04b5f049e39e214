import type { Refusal } from '@claviger/core/kernel/decision'
import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import { AddressField } from './address-field.tsx'
import { AskNote } from './ask-note.tsx'

interface AskFormProps {
  token: string
  /** Who is asked. */
  from: string
  address: string | undefined
  note?: string | undefined
  refusal?: Refusal | undefined
  /** Something else is the page's main way on. */
  second?: boolean | undefined
}

/** Asks whoever made the link for a license: an address and, if wanted, a line. */
export function InvitationAskForm({ token, from, address, note, refusal, second }: AskFormProps) {
  const words = useWords('doors')
  const errors = useFieldErrors(refusal)
  return (
    <Section title={words('ask_title', { from })}>
      {!errors && <Refused refusal={refusal} />}
      <Form method="post" action={`/i/${token}/ask`}>
        <AddressField label={words('ask_address')} error={errors?.address} defaultValue={address} />
        <AskNote error={errors?.note} typed={note} />
        <Button variant={second ? 'secondary' : 'primary'}>{words('ask_button', { from })}</Button>
      </Form>
    </Section>
  )
}
