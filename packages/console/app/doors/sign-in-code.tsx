import { samePath } from '@claviger/core/kernel/safe-path'
import { Form, redirect } from 'react-router'
import { refused } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Door } from '../ui/door.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/sign-in-code'
import { CodeFields, CodeSent, NoCode } from './code-fields.tsx'
import { enterByCode, mailCode, text } from './codes.server.ts'
import { startOf } from './enter.server.ts'
import { SignInFoot } from './sign-in-foot.tsx'
import { forgetTyped, rememberTyped, typedAddress } from './typed-address.server.ts'

export const handle = { door: true }

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app } = context.get(applicationContext)
  const typed = await typedAddress(request)
  if (!typed) throw redirect('/signin')
  return { typed, back: `/signin${new URL(request.url).search}`, mails: app.config.smtpUrl !== undefined }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { search, searchParams } = new URL(request.url)
  const form = await request.formData()
  const typed = await typedAddress(request)
  if (!typed) throw redirect(`/signin${search}`)
  const { address } = typed
  if (form.get('act') === 'again') {
    const sent = await mailCode(context, address, { kind: 'sign_in' })
    if (!sent.ok) return refused(sent.refusal)
    await rememberTyped(context, '/signin', { address, again: true })
    throw redirect(`/signin/code${search}`)
  }
  const actor = await enterByCode(context, request, typed, text(form, 'code'))
  if (!actor.ok) return refused(actor.refusal)
  await forgetTyped(context, '/signin')
  throw redirect(samePath(searchParams.get('to'), await startOf(context, actor.plan)))
}

/** The second step of signing in: six digits. */
export default function SignInCode({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('doors')
  const root = useRoot()
  const { typed, back, mails } = loaderData
  return (
    <Door from={root.vendorName} foot={<SignInFoot mails={mails} />}>
      <Form method="post">
        <PageHead title={words('code_title')} summary={<CodeSent {...typed} />} />
        <CodeFields refusal={actionData?.refusal} button={words('sign_in')} />
        <NoCode back={back} />
      </Form>
    </Door>
  )
}
