import { Form, redirect } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { Button } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/sign-out'

export const handle = { door: true }

export async function action({ context, request }: Route.ActionArgs) {
  const { app, answerHeaders } = context.get(applicationContext)
  answerHeaders.append('Set-Cookie', await app.access.signOut(request))
  throw redirect('/signin?out')
}

/** Opened by its address, it asks; only the button ends the session. */
export default function SignOut() {
  const words = useWords('doors')
  const root = useRoot()
  return (
    <Door from={root.vendorName}>
      <PageHead title={words('sign_out_title')} />
      <Form method="post">
        <Button variant="primary">{words('sign_out_title')}</Button>
      </Form>
    </Door>
  )
}
