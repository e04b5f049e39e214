import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words/use-words.ts'

/** Begins anew: the list is forgotten, and nothing of it has happened. */
export function ForgetList() {
  const lists = useWords('lists')
  return (
    <Form method="post">
      <Button name="act" value="forget" variant="quiet">
        {lists('forget')}
      </Button>
    </Form>
  )
}
