import { Form, redirect } from 'react-router'
import { refused } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Door } from '../ui/door.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/claim-code'
import { takeClaim } from './claim.server.ts'
import { CodeFields, CodeSent, NoCode } from './code-fields.tsx'
import { enterByCode, mailCode, text } from './codes.server.ts'
import { maskAddress } from './mask-address.ts'
import { forgetTyped, rememberTyped, typedAddress } from './typed-address.server.ts'

export const handle = { door: true }

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const typed = await typedAddress(request)
  const claim = await app.views.claimDoor(actor, { token: params.token })
  if (!typed || !claim.ok || claim.plan.state !== 'open') throw redirect(`/claim/${params.token}`)
  const { address, order } = claim.plan
  return { address: maskAddress(address), again: typed.again, number: order.number }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const path = `/claim/${params.token}`
  const form = await request.formData()
  const typed = await typedAddress(request)
  const claim = await app.views.claimDoor(actor, { token: params.token })
  if (!typed || !claim.ok || claim.plan.state !== 'open') throw redirect(path)
  const { address, order } = claim.plan
  if (form.get('act') === 'again') {
    const sent = await mailCode(context, address, { kind: 'claim', company: order.company })
    if (!sent.ok) return refused(sent.refusal)
    await rememberTyped(context, path, { address, again: true })
    throw redirect(`${path}/code`)
  }
  const entered = await enterByCode(context, request, { ...typed, address }, text(form, 'code'))
  if (!entered.ok) return refused(entered.refusal)
  await forgetTyped(context, path)
  return takeClaim(context, request, entered.plan, params.token)
}

/** The code proves the order's address, and the same press takes what was bought. */
export default function ClaimCode({ loaderData, actionData, params }: Route.ComponentProps) {
  const words = useWords('doors')
  const { vendorName } = useRoot()
  const { address, again, number } = loaderData
  return (
    <Door from={vendorName}>
      <Form method="post">
        <PageHead
          title={words('code_title')}
          thing={words('order_tab', { number })}
          summary={<CodeSent address={address} again={again} />}
        />
        <CodeFields refusal={actionData?.refusal} button={words('order_open_licenses')} />
        <NoCode />
      </Form>
      <p>
        <a href={`/claim/${params.token}`}>{words('back')}</a>
      </p>
    </Door>
  )
}
