import { Form, Link, redirect } from 'react-router'
import { refused } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { once } from '../once.server.ts'
import { Button } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { Why } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/sign-in-link'
import { enter, startOf } from './enter.server.ts'
import { tidyToken } from './tidy-token.ts'
import { rememberTyped, typedAddress } from './typed-address.server.ts'

export const handle = { door: true }

export async function loader({ context, params }: Route.LoaderArgs) {
  const { app } = context.get(applicationContext)
  const token = tidyToken(params.token)
  if (token !== params.token) throw redirect(`/signin/${token}`)
  const link = await app.access.signInLink(token)
  if (link.state === 'open') await rememberTyped(context, `/signin/${token}`, { address: link.address })
  return link
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { app } = context.get(applicationContext)
  const form = (await typedAddress(request))?.form ?? crypto.randomUUID()
  const signedIn = await once(`link ${form} ${params.token}`, 30, () =>
    app.access.signInWithLink(params.token, request.headers),
  )
  if (!signedIn.ok) return refused(signedIn.refusal)
  throw redirect(await startOf(context, await enter(context, request, signedIn.plan)))
}

/** A link made by the operator at the machine: shows who it signs in; only the button does. */
export default function SignInLink({ loaderData: link }: Route.ComponentProps) {
  const words = useWords('doors')
  const root = useRoot()
  return (
    <Door from={root.vendorName}>
      {link.state === 'open' ? (
        <>
          <PageHead
            title={words('sign_in_title')}
            summary={words.rich('sign_in_link_as', { address: link.address }, { b: <strong dir="ltr" /> })}
          />
          <Form method="post">
            <Button variant="primary">{words('sign_in')}</Button>
          </Form>
        </>
      ) : (
        <>
          <PageHead title={words(`sign_in_link_${link.state}`)} summary={words('sign_in_link_dead')} />
          <p>
            <Link to="/signin">{words('sign_in_by_code')}</Link>
          </p>
          <Why refusal={link.refusal} />
        </>
      )}
    </Door>
  )
}
