import { Form, redirect } from 'react-router'
import { refused } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Door } from '../ui/door.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/assignment-code'
import { CodeFields, CodeSent, NoCode } from './code-fields.tsx'
import { enterByCode, mailCode, text } from './codes.server.ts'
import { maskAddress } from './mask-address.ts'
import { forgetTyped, rememberTyped, typedAddress } from './typed-address.server.ts'

export const handle = { door: true }

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const typed = await typedAddress(request)
  const door = await app.views.assignmentDoor(actor, { door: params.door })
  if (!typed || !door.ok || door.plan.endReason) throw redirect(`/a/${params.door}`)
  const { product, organization } = door.plan
  return { product, organization, again: typed.again, address: maskAddress(typed.address) }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const form = await request.formData()
  const door = await app.views.assignmentDoor(actor, { door: params.door })
  if (!door.ok || door.plan.endReason) throw redirect(`/a/${params.door}`)
  const { address, organization, product } = door.plan
  const path = `/a/${params.door}`
  if (form.get('act') === 'again') {
    const sent = await mailCode(context, address, { kind: 'take', organization, product })
    if (!sent.ok) return refused(sent.refusal)
    await rememberTyped(context, path, { address, again: true })
    throw redirect(`${path}/code`)
  }
  // Whoever proves the address is given every license that waits for it: entering connects.
  const entered = await enterByCode(context, request, { address, code: text(form, 'code') })
  if (!entered.ok) return refused(entered.refusal)
  await forgetTyped(context, path)
  throw redirect(path)
}

/** The code proves the address, and the same press connects the license. */
export default function AssignmentCode({ loaderData, actionData, params }: Route.ComponentProps) {
  const words = useWords('doors')
  const root = useRoot()
  const { product, organization, address, again } = loaderData
  return (
    <Door from={root.vendorName}>
      <Form method="post">
        <PageHead
          title={words('code_title')}
          thing={words('invitation_tab', { organization, product })}
          summary={<CodeSent address={address} again={again} />}
        />
        <CodeFields refusal={actionData?.refusal} button={words('connect_license')} />
        <NoCode />
      </Form>
      <p>
        <a href={`/a/${params.door}`}>{words('back')}</a>
      </p>
    </Door>
  )
}
