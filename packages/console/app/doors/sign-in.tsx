import { samePath } from '@claviger/core/kernel/safe-path'
import { data, Form, Link, redirect } from 'react-router'
import { statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Button } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/sign-in'
import { AddressField } from './address-field.tsx'
import { mailCode, text } from './codes.server.ts'
import { startOf } from './enter.server.ts'
import { SignInFoot } from './sign-in-foot.tsx'
import { rememberTyped } from './typed-address.server.ts'

export const handle = { door: true }

/** The "go back to" of a sign-in page, followed only while it stays on this site; empty when there is none. */
const wayBack = (request: Request) => samePath(new URL(request.url).searchParams.get('to'), '')

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const account = actor.kind === 'account' ? (actor.addresses[0]?.address ?? actor.name) : null
  const to = wayBack(request) || (account ? await startOf(context, actor) : '')
  const { searchParams } = new URL(request.url)
  const done = ['out', 'deleted'].find((word) => searchParams.has(word))
  return { account, to, done, mails: app.config.smtpUrl !== undefined }
}

export async function action({ context, request }: Route.ActionArgs) {
  const address = text(await request.formData(), 'address')
  const sent = await mailCode(context, address, { kind: 'sign_in' })
  if (!sent.ok) return data({ refusal: sent.refusal, address }, statusFor(sent.refusal))
  await rememberTyped(context, '/signin', { address })
  const to = wayBack(request)
  throw redirect(to ? `/signin/code?to=${encodeURIComponent(to)}` : '/signin/code')
}

/** Sign in with an address and a code; no password anywhere. */
export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('doors')
  const root = useRoot()
  const { account, to, done } = loaderData
  const refusal = actionData?.refusal
  const error = useFieldErrors(refusal)?.address
  return (
    <Door from={root.vendorName} foot={<SignInFoot mails={loaderData.mails} />}>
      <PageHead
        title={words('sign_in_title')}
        summary={words(done === 'out' ? 'signed_out' : done ? 'account_deleted' : 'sign_in_summary')}
      />
      {account && (
        <p>
          {words.rich('sign_in_already', { account }, { b: <strong dir="ltr" /> })}{' '}
          <Link to={to}>{words('sign_in_go_on')}</Link>
        </p>
      )}
      {!error && <Refused refusal={refusal} />}
      <Form method="post">
        <AddressField label={words('sign_in_address')} error={error} defaultValue={actionData?.address} />
        <Button variant="primary">{words('send_code')}</Button>
      </Form>
    </Door>
  )
}
