import { data, Form, Link } from 'react-router'
import { Happens } from '../activation/happens.tsx'
import { notFound, statusFor } from '../answers.ts'
import { placeOf } from '../assignment/place.server.ts'
import { typedIn } from '../typed.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/token-rotate-page'
import { TokenKey } from './token-key.tsx'
import { drawOnce, loadToken } from './tokens.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { here, page, api, token } = await loadToken(args)
  if (!token.own) throw notFound()
  return { home: here.place.home, api, token, enabled: page.enabled }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const { since = '' } = typedIn(await args.request.formData())
  const wanted = { organizationId: here.scope.organizationId, id: args.params.token, since }
  const rotated = await drawOnce(here, Object.values(wanted), () =>
    here.app.operations.rotateToken(here.actor, wanted),
  )
  if (!rotated.ok) return data({ refusal: rotated.refusal, key: undefined }, statusFor(rotated.refusal))
  return data({ refusal: undefined, key: rotated.plan.key })
}

/** The page before a token gets another key: what dies at once; then the new key, shown once. */
export default function TokenRotatePage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('tokens')
  const { home, api, token, enabled } = loaderData
  const back = `${home}/api`
  if (actionData?.key) {
    const about = { name: token.name, api, enabled, back, rotate: `${back}/${token.id}/rotate` }
    return <TokenKey {...about} token={actionData.key} />
  }
  return (
    <Task>
      <PageHead
        title={words('rotate_title', { token: token.name })}
        back={<Link to={back}>{words('title')}</Link>}
      />
      <Refused refusal={actionData?.refusal} />
      <Happens sentences={[words('rotate_dies'), words('rotate_stays'), words('rotate_once')]} />
      <Form method="post">
        <input type="hidden" name="since" value={token.keySince} />
        <Actions>
          <Button variant="primary">{words('rotate')}</Button>
          <LinkButton to={back}>{words('leave_it')}</LinkButton>
        </Actions>
      </Form>
    </Task>
  )
}
