import { data, Form, Link, redirect } from 'react-router'
import { refused, statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Button } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { useRoot } from '../use-root.ts'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/assignment'
import { AssignmentConnected, AssignmentEnded, AssignmentHead } from './assignment-parts.tsx'
import { mailCode } from './codes.server.ts'
import { LanguageChoice } from './language-choice.tsx'
import { LinkUnknown } from './link-unknown.tsx'
import { maskAddress } from './mask-address.ts'
import { tidyToken } from './tidy-token.ts'
import { rememberTyped } from './typed-address.server.ts'

export const handle = { door: true }

export async function loader({ context, params }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const token = tidyToken(params.door)
  if (token !== params.door) throw redirect(`/a/${token}`)
  const door = await app.views.assignmentDoor(actor, { door: token })
  if (!door.ok) return data({ door: null, signedIn: null, refusal: door.refusal }, statusFor(door.refusal))
  const { yours, address } = door.plan
  return {
    door: { ...door.plan, address: yours ? address : maskAddress(address) },
    signedIn: actor.kind === 'account' ? (actor.addresses[0]?.address ?? actor.name) : null,
    refusal: null,
  }
}

/** Signed in with the right address, one press connects; otherwise a code goes to the address the license is for. */
export async function action({ context, params }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const door = await app.views.assignmentDoor(actor, { door: params.door })
  if (!door.ok || door.plan.endReason) throw redirect(`/a/${params.door}`)
  const { yours, address, organization, product } = door.plan
  if (yours) {
    await app.operations.connectLicenses(actor, {})
    throw redirect(`/a/${params.door}`)
  }
  const sent = await mailCode(context, address, { kind: 'take', organization, product })
  if (!sent.ok) return refused(sent.refusal)
  await rememberTyped(context, `/a/${params.door}`, { address })
  throw redirect(`/a/${params.door}/code`)
}

/** A license somebody gave to an address: connected by whoever reads that mailbox. */
export default function Assignment({ loaderData, actionData, params }: Route.ComponentProps) {
  const root = useRoot()
  const { door, signedIn } = loaderData
  return (
    <Door from={root.vendorName} foot={<LanguageChoice />}>
      {!door ? (
        <LinkUnknown token={params.door} refusal={loaderData.refusal} />
      ) : door.endReason ? (
        <AssignmentEnded door={door} reason={door.endReason} />
      ) : door.connectedAt ? (
        <AssignmentConnected door={door} vendor={root.vendorName} />
      ) : (
        <>
          <AssignmentHead door={door} />
          <Refused refusal={actionData?.refusal} />
          <Connect door={door} signedIn={signedIn} />
        </>
      )}
    </Door>
  )
}

interface ConnectProps {
  door: { yours: boolean; address: string; from: string }
  signedIn: string | null
}

/** The one button, and whom to tell when the license came to the wrong place. */
function Connect({ door, signedIn }: ConnectProps) {
  const words = useWords('doors')
  const { yours, address, from } = door
  const wrong = !yours && signedIn !== null
  return (
    <>
      <Form method="post">
        <p>
          {words.rich(
            wrong ? 'assignment_wrong_account' : 'assignment_for',
            { address, signedIn: signedIn ?? '' },
            { b: <strong dir="ltr" /> },
          )}
        </p>
        {wrong ? (
          <>
            <Button>{words('assignment_switch', { address })}</Button>
            <Link to="/me">{words('assignment_stay', { signedIn })}</Link>
          </>
        ) : (
          <Button variant="primary">{words(yours ? 'connect_license' : 'send_code')}</Button>
        )}
      </Form>
      <p>{words.rich('assignment_not_you', { from }, { b: <bdi /> })}</p>
    </>
  )
}
