import { Form, Link } from 'react-router'
import { doneAct, refusedAct } from '../act.ts'
import { notFound } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/keys-retire'
import { Happens } from './happens.tsx'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const { keys } = shown(await app.views.keysPage(actor, {}), request)
  const key = keys.find((one) => one.kid === params.key)
  if (!key) throw notFound()
  return { kid: key.kid, codes: key.codes, signs: key.state === 'current' }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { app, actor, publicOrigin } = context.get(applicationContext)
  const form = await request.formData()
  const decision = await app.operations.retireKey(actor, { kid: params.key, at: typedIn(form).at ?? '' })
  return decision.ok
    ? doneAct(new URL('/vendor/keys', publicOrigin), 'retire')
    : refusedAct(form, decision.refusal)
}

/** The page before a key is given up for good: from when on, and what people will see. */
export default function KeysRetire({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('keys')
  const { kid, codes, signs } = loaderData
  const errors = useFieldErrors(actionData?.refusal)
  return (
    <Task>
      <PageHead
        title={words('retire_title', { kid })}
        summary={words('retire_summary')}
        back={<Link to="/vendor/keys">{words('title')}</Link>}
      />
      {!errors && <Refused refusal={actionData?.refusal} />}
      <Happens
        sentences={[
          ...(signs ? [words('retire_rotates')] : []),
          ...(codes > 0 ? [words('retire_codes', { count: codes })] : []),
          words('retire_offline'),
          words('retire_for_good'),
        ]}
      />
      <Form method="post">
        <FormErrors errors={errors} />
        <TextField
          name="at"
          type="date"
          label={words('retire_at')}
          help={words('retire_at_help')}
          error={errors?.at}
          defaultValue={actionData?.typed.at}
          optional
        />
        <Actions>
          <Button variant="danger">{words('retire_key', { kid })}</Button>
          <LinkButton to="/vendor/keys">{words('leave_it')}</LinkButton>
        </Actions>
      </Form>
    </Task>
  )
}
