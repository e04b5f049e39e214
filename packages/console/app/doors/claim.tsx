import { data, Form, redirect } from 'react-router'
import { refused, statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Button } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { useRoot } from '../use-root.ts'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/claim'
import { mayEnterAtOnce, takeClaim } from './claim.server.ts'
import { ClaimHead, ClaimTooOld, ClaimUsed } from './claim-parts.tsx'
import { mailCode } from './codes.server.ts'
import { enter } from './enter.server.ts'
import { LinkUnknown } from './link-unknown.tsx'
import { maskAddress } from './mask-address.ts'
import { tidyToken } from './tidy-token.ts'
import { rememberTyped } from './typed-address.server.ts'

export const handle = { door: true }

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const token = tidyToken(params.token)
  if (token !== params.token) throw redirect(`/claim/${token}`)
  const claim = await app.views.claimDoor(actor, { token })
  const asked = {
    mails: app.config.smtpUrl !== undefined,
    sent: new URL(request.url).searchParams.has('sent'),
  }
  if (!claim.ok) return data({ claim: null, refusal: claim.refusal, ...asked }, statusFor(claim.refusal))
  const known = claim.plan.yours || mayEnterAtOnce(context, request, claim.plan)
  const address = known ? claim.plan.address : maskAddress(claim.plan.address)
  const signedIn = actor.kind === 'account' ? (actor.addresses[0]?.address ?? actor.name) : null
  return { claim: { ...claim.plan, address, known, signedIn }, refusal: null, ...asked }
}

/** One press: whoever proved the address, or ordered in this browser, is in; everybody else proves it by a code. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const path = `/claim/${params.token}`
  const form = await request.formData()
  if (form.get('act') === 'fresh') {
    const sent = await app.operations.sendFreshClaim(actor, { claim: params.token })
    if (!sent.ok) return refused(sent.refusal)
    throw redirect(`${path}?sent=1`)
  }
  const claim = await app.views.claimDoor(actor, { token: params.token })
  if (!claim.ok || claim.plan.state !== 'open') throw redirect(path)
  const { yours, address, order } = claim.plan
  if (yours) return takeClaim(context, request, actor, params.token)
  if (mayEnterAtOnce(context, request, claim.plan)) {
    const signedIn = await app.access.signInAs({ address, from: request.headers })
    if (!signedIn.ok) return refused(signedIn.refusal)
    return takeClaim(context, request, await enter(context, request, signedIn.plan), params.token)
  }
  const sent = await mailCode(context, address, { kind: 'claim', company: order.company })
  if (!sent.ok) return refused(sent.refusal)
  await rememberTyped(context, path, { address })
  throw redirect(`${path}/code`)
}

/** What was bought, for whom, and the button that makes its reader the administrator. */
export default function Claim({ loaderData, actionData, params }: Route.ComponentProps) {
  const words = useWords('doors')
  const { vendorName } = useRoot()
  const { claim, sent, mails } = loaderData
  const refusal = actionData?.refusal
  return (
    <Door from={vendorName} foot={!mails && words('no_mail_server')}>
      {!claim ? (
        <LinkUnknown token={params.token} refusal={loaderData.refusal} />
      ) : claim.state === 'used' ? (
        <ClaimUsed order={claim.order} slug={claim.slug} why={claim.refusal} />
      ) : claim.state === 'too_old' ? (
        <ClaimTooOld order={claim.order} sent={sent} refusal={refusal} why={claim.refusal} />
      ) : (
        <>
          <ClaimHead order={claim.order} vendor={vendorName} />
          <Refused refusal={refusal} />
          <Continue claim={claim} />
        </>
      )}
    </Door>
  )
}

function Continue({ claim }: { claim: { address: string; known: boolean; signedIn: string | null } }) {
  const words = useWords('doors')
  const { address, known, signedIn } = claim
  const wrong = !known && signedIn !== null
  return (
    <Form method="post">
      {wrong && (
        <p>{words.rich('claim_wrong_account', { signedIn, address }, { b: <strong dir="ltr" /> })}</p>
      )}
      {!known && <p>{words.rich('claim_by_code', { address }, { b: <strong dir="ltr" /> })}</p>}
      <Button variant="primary">
        {known ? words('claim_continue_as', { address }) : words('claim_send_code')}
      </Button>
      <p>{words('claim_what_happens')}</p>
    </Form>
  )
}
