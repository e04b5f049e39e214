import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/use-words.ts'

interface ResendFormProps {
  letter: { readonly id: string; readonly subject: string; readonly to: string }
  variant?: 'primary' | 'secondary' | 'quiet'
}

/** Puts one letter back into the queue. */
export function ResendForm({ letter, variant = 'secondary' }: ResendFormProps) {
  const words = useWords('mail')
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="letter" value={letter.id} />
      <Button
        variant={variant}
        aria-label={words('resend_thing', { subject: letter.subject, to: letter.to })}
      >
        {words('resend')}
      </Button>
    </Form>
  )
}
