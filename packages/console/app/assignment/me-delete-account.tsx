import { Form, Link, redirect } from 'react-router'
import { refused, signIn } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/me-delete-account'
import style from './me-delete-account.module.css'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const own = await app.views.ownLicenses(actor, {})
  if (!own.ok || actor.kind !== 'account') throw signIn(request)
  const { others } = await app.views.meFrame(actor, {})
  return { licenses: own.plan.licenses, places: others, addresses: actor.addresses.map((one) => one.address) }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { app, actor, answerHeaders } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  const decision = await app.operations.deleteAccount(actor, {})
  if (!decision.ok) return refused(decision.refusal)
  answerHeaders.append('Set-Cookie', await app.access.signOut(request))
  throw redirect('/signin?deleted')
}

/** The page before an account goes: what comes back, what ends, what stays. */
export default function MeDeleteAccount({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('me')
  const format = useFormat()
  const { licenses, places, addresses } = loaderData
  const refusal = actionData?.refusal
  return (
    <Stack>
      <PageHead
        title={words('delete_title')}
        summary={words('delete_summary', { addresses: format.list(addresses) })}
        back={<Link to="/me/profile">{words('profile_title')}</Link>}
      />
      <Refused refusal={refusal} />
      <ul className={style.happens}>
        {licenses.map((one) => (
          <li key={`${one.organizationId}/${one.licenseId}`}>
            {words('delete_license', { product: one.product, organization: one.organization })}
          </li>
        ))}
        {places.map((place) => (
          <li key={place.to}>{words('delete_role', { place: place.name })}</li>
        ))}
        <li>{words('delete_sessions')}</li>
        <li>{words('delete_stays')}</li>
      </ul>
      <Form method="post">
        <Actions>
          <Button variant="danger">{words('delete_button')}</Button>
          <LinkButton to="/me/profile">{words('delete_keep')}</LinkButton>
        </Actions>
      </Form>
    </Stack>
  )
}
