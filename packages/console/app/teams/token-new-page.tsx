import { data, Form, Link } from 'react-router'
import { statusFor } from '../answers.ts'
import { placeOf } from '../assignment/place.server.ts'
import { formIdAt } from '../form-ids.server.ts'
import { typedIn } from '../typed.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/token-new-page'
import { TokenKey } from './token-key.tsx'
import { TokenRoleField, TokenTeamField } from './token-place.tsx'
import { drawOnce, loadTokens } from './tokens.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { here, page, api } = await loadTokens(args)
  const { choices, enabled } = page
  return { home: here.place.home, api, choices, enabled, id: formIdAt(args.url) }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const typed = typedIn(await args.request.formData())
  const { id = '', name = '', role = '', team } = typed
  const { organizationId } = here.scope
  const wanted = { organizationId, id, name, role, teamId: team ? Number(team) : null }
  const made = await drawOnce(here, Object.values(wanted), () =>
    here.app.operations.createToken(here.actor, wanted),
  )
  if (!made.ok) return data({ refusal: made.refusal, typed, made: undefined }, statusFor(made.refusal))
  return data({ refusal: undefined, typed, made: made.plan })
}

/** A new token: what for, for which part of the licenses, and what it may do; its key is shown in answer. */
export default function TokenNewPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('tokens')
  const { home, api, choices, enabled, id } = loaderData
  const { refusal, typed, made } = actionData ?? {}
  const errors = useFieldErrors(refusal)
  const back = `${home}/api`
  if (made) {
    const about = { api, enabled, back, name: typed?.name ?? '', rotate: `${back}/${made.id}/rotate` }
    return <TokenKey {...about} token={made.key} />
  }
  return (
    <>
      <PageHead
        title={words('new_token')}
        summary={words('new_summary')}
        back={<Link to={back}>{words('title')}</Link>}
      />
      <Form method="post">
        <input type="hidden" name="id" value={id} />
        <Task summary={<p>{words('never_more')}</p>}>
          {!errors && <Refused refusal={refusal} />}
          <FormErrors errors={errors} />
          <TextField
            name="name"
            label={words('name')}
            help={words('name_help')}
            error={errors?.name}
            defaultValue={typed?.name}
            autoComplete="off"
            dir="auto"
          />
          <TokenTeamField choices={choices} chosen={typed?.team} />
          <TokenRoleField choices={choices} chosen={typed?.role} error={errors?.role} />
          <Actions>
            <Button variant="primary">{words('make')}</Button>
            <Link to={back}>{words('cancel')}</Link>
          </Actions>
        </Task>
      </Form>
    </>
  )
}
