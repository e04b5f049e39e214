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
  const typed = await typedAddress(request)
  if (!typed) throw redirect(`/a/${params.door}`)
  const { product, organization } = await openDoor(context, params.door)
  return { product, organization, again: typed.again, address: maskAddress(typed.address) }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData()
  const path = `/a/${params.door}`
  const typed = await typedAddress(request)
  if (!typed) throw redirect(path)
  if (form.get('act') === 'again') {
    const { product, organization } = await openDoor(context, params.door)
    const sent = await mailCode(context, typed.address, { kind: 'take', organization, product })
    if (!sent.ok) return refused(sent.refusal)
    await rememberTyped(context, path, { address: typed.address, again: true })
    throw redirect(`${path}/code`)
  }
  // Whoever proves the address is given every license that waits for it: entering connects.
  const entered = await enterByCode(context, request, typed, text(form, 'code'))
  if (!entered.ok) return refused(entered.refusal)
  await forgetTyped(context, path)
  throw redirect(path)
}

/** The assignment while it stands; its first page says what became of it. */
async function openDoor(context: Route.LoaderArgs['context'], token: string) {
  const { app, actor } = context.get(applicationContext)
  const door = await app.views.assignmentDoor(actor, { door: token })
  if (!door.ok || door.plan.endReason) throw redirect(`/a/${token}`)
  return door.plan
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
