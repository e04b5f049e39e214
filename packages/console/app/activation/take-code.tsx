import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/use-words.ts'

/** Before a code is issued: that it stays in the world, and the button. */
export function TakeCode() {
  const words = useWords('activation')
  return (
    <Form method="post">
      <p>{words('cannot_call_back')}</p>
      <Button variant="primary" name="act" value="take">
        {words('own_get')}
      </Button>
    </Form>
  )
}
