import { Form, Link } from 'react-router'
import { doneAct, refusedAct } from '../act.ts'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/keys-rotate'
import { Happens } from './happens.tsx'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const { keys, root } = shown(await app.views.keysPage(actor, {}), request)
  return { current: keys.find((key) => key.state === 'current'), here: root.here }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { app, actor, publicOrigin } = context.get(applicationContext)
  const form = await request.formData()
  const decision = await app.operations.rotateKey(actor, { replaces: typedIn(form).replaces ?? '' })
  return decision.ok
    ? doneAct(new URL('/vendor/keys', publicOrigin), 'rotate')
    : refusedAct(form, decision.refusal)
}

/** The page before another key signs: what changes, and that nothing people hold does. */
export default function KeysRotate({ loaderData: { current, here }, actionData }: Route.ComponentProps) {
  const words = useWords('keys')
  const kid = current?.kid ?? ''
  return (
    <Task>
      <PageHead
        title={words('rotate_title')}
        summary={words('rotate_summary', { kid })}
        back={<Link to="/vendor/keys">{words('title')}</Link>}
      />
      <Refused refusal={actionData?.refusal} />
      <Happens
        sentences={[
          words('rotate_new'),
          ...(current?.codes ? [words('rotate_old', { kid, count: current.codes })] : []),
          words('rotate_products'),
          ...(here ? [] : [words('rotate_offline')]),
        ]}
      />
      <Form method="post">
        <input type="hidden" name="replaces" value={kid} />
        <Actions>
          <Button variant="primary">{words('rotate')}</Button>
          <LinkButton to="/vendor/keys">{words('leave_it')}</LinkButton>
        </Actions>
      </Form>
    </Task>
  )
}
