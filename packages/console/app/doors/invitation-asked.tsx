import { Form, redirect } from 'react-router'
import { refused } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Button } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/invitation-asked'
import { loadLink } from './invitation-link.server.ts'

export const handle = { door: true }

export async function loader({ context, params }: Route.LoaderArgs) {
  const { waiting, product, organization } = await waitingAt(context, params.token)
  const { address, request } = waiting
  return {
    product,
    organization,
    address,
    answerers: request.answerers,
    askedAt: request.askedAt.toISOString(),
  }
}

export async function action({ context, params }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const { waiting } = await waitingAt(context, params.token)
  const { organizationId, id } = waiting.request
  const decision = await app.operations.withdrawRequest(actor, { organizationId, id })
  if (!decision.ok) return refused(decision.refusal)
  throw redirect(`/i/${params.token}?withdrawn`)
}

/** The reader's question that waits; whoever has none, or has its license, is led to where they are. */
async function waitingAt(context: Route.LoaderArgs['context'], token: string) {
  const door = await loadLink(context, token)
  const [waiting] = door.own.flatMap((one) =>
    one.request ? [{ address: one.address, request: one.request }] : [],
  )
  if (!waiting || door.own.some((one) => one.licenseId)) throw redirect(`/i/${token}`)
  return { waiting, product: door.product, organization: door.organization }
}

/** Somebody waits for an answer: who was asked, since when, and the way to take the question back. */
export default function InvitationAsked({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('doors')
  const format = useFormat()
  const root = useRoot()
  const { product, organization, address, answerers, askedAt } = loaderData
  const people = format.list(answerers)
  return (
    <Door from={root.vendorName}>
      <PageHead
        title={words('waiting_title', { people, count: answerers.length })}
        thing={words('invitation_tab', { organization, product })}
        summary={words.rich('waiting_what', { address }, { b: <strong dir="ltr" /> })}
      />
      <Refused refusal={actionData?.refusal} />
      <p>{words('waiting_since', { product, organization, when: format.dateTime(askedAt) })}</p>
      <Form method="post">
        <Button>{words('withdraw_request')}</Button>
      </Form>
    </Door>
  )
}
