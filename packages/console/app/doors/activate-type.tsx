import type { Refusal } from '@claviger/core/kernel/decision'
import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'

interface ActivateTypeProps {
  typed: string
  refusal: Refusal | null
}

/** Asks for the code a product shows. Looking does nothing yet, so the code may stand in the address. */
export function ActivateType({ typed, refusal }: ActivateTypeProps) {
  const words = useWords('doors')
  return (
    <>
      <PageHead title={words('connect_type_title')} summary={words('connect_type_summary')} />
      {refusal && <Refused refusal={refusal} />}
      <Form method="get" action="/activate">
        <TextField
          name="code"
          label={words('connect_code')}
          help={words('connect_code_help')}
          look="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          defaultValue={typed}
          required
        />
        <Button variant="primary">{words('continue')}</Button>
      </Form>
    </>
  )
}
