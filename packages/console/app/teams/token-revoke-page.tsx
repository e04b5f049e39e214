import { Form, Link } from 'react-router'
import { doneAct, refusedAct } from '../act.ts'
import { Happens } from '../activation/happens.tsx'
import { placeOf } from '../assignment/place.server.ts'
import { typedIn } from '../typed.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/token-revoke-page'
import { loadToken } from './tokens.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { here, token } = await loadToken(args)
  return { home: here.place.home, token }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, scope, place, publicOrigin } = await placeOf(args)
  const form = await args.request.formData()
  const { organizationId } = scope
  const decision = await app.operations.revokeToken(actor, { organizationId, id: args.params.token })
  if (!decision.ok) return refusedAct(form, decision.refusal)
  return doneAct(new URL(`${place.home}/api`, publicOrigin), 'revoke', { token: typedIn(form).name ?? '' })
}

/** The page before a token ends for good: what stops, and who is told. */
export default function TokenRevokePage({ loaderData: { home, token }, actionData }: Route.ComponentProps) {
  const words = useWords('tokens')
  const format = useFormat()
  const back = `${home}/api`
  const owner = token.owner.name || token.owner.address
  return (
    <Task>
      <PageHead
        title={words('revoke_title', { token: token.name })}
        back={<Link to={back}>{words('title')}</Link>}
      />
      <Refused refusal={actionData?.refusal} />
      <Happens
        sentences={[
          words('revoke_stops'),
          token.lastUsedAt
            ? words('revoke_used', { at: format.dateTime(token.lastUsedAt) })
            : words('revoke_unused'),
          words('revoke_for_good'),
          ...(token.own ? [] : [words('revoke_tells', { owner })]),
        ]}
      />
      <Form method="post">
        <input type="hidden" name="name" value={token.name} />
        <Actions>
          <Button variant="danger">{words('revoke')}</Button>
          <LinkButton to={back}>{words('leave_it')}</LinkButton>
        </Actions>
      </Form>
    </Task>
  )
}
