import { Form, Link } from 'react-router'
import { doneAct, refusedAct } from '../act.ts'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/keys-offline'
import { Happens } from './happens.tsx'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  return { kid: shown(await app.views.keysPage(actor, {}), request).root.kid }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { app, actor, publicOrigin } = context.get(applicationContext)
  const form = await request.formData()
  const decision = await app.operations.takeRootOffline(actor, {})
  return decision.ok
    ? doneAct(new URL('/vendor/keys', publicOrigin), 'offline')
    : refusedAct(form, decision.refusal)
}

/** The page before the root leaves this installation: what goes on without it, and what does not. */
export default function KeysOffline({ loaderData: { kid }, actionData }: Route.ComponentProps) {
  const words = useWords('keys')
  return (
    <Task>
      <PageHead
        title={words('offline_title', { kid })}
        summary={words('offline_summary')}
        back={<Link to="/vendor/keys">{words('title')}</Link>}
      />
      <Refused refusal={actionData?.refusal} />
      <Happens sentences={[words('offline_goes_on'), words('offline_needs'), words('offline_file')]} />
      <Form method="post">
        <Actions>
          <Button variant="danger">{words('take_offline')}</Button>
          <LinkButton to="/vendor/keys">{words('leave_it')}</LinkButton>
        </Actions>
      </Form>
    </Task>
  )
}
