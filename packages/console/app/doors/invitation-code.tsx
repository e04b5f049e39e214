import { Form, redirect } from 'react-router'
import { refused } from '../answers.ts'
import { Door } from '../ui/door.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/invitation-code'
import { AskNote } from './ask-note.tsx'
import { CodeFields, CodeSent, NoCode } from './code-fields.tsx'
import { enterByCode, mailCode, text } from './codes.server.ts'
import { loadLink, takeOrAsk, takePurpose } from './invitation-link.server.ts'
import { InvitationRefused, isLinkRefusal } from './invitation-refused.tsx'
import { forgetTyped, rememberTyped, typedAddress } from './typed-address.server.ts'

export const handle = { door: true }

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const typed = await typedAddress(request)
  if (!typed) throw redirect(`/i/${params.token}`)
  return { typed, door: await loadLink(context, params.token, typed.address) }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData()
  const typed = await typedAddress(request)
  if (!typed) throw redirect(`/i/${params.token}`)
  const { address } = typed
  if (form.get('act') === 'again') return sendAgain(context, params.token, address)

  const actor = await enterByCode(context, request, typed, text(form, 'code'))
  if (!actor.ok) return refused(actor.refusal)
  const given = await takeOrAsk(context, actor.plan, {
    token: params.token,
    address,
    note: text(form, 'note'),
  })
  if (!given.ok) return refused(given.refusal)
  await forgetTyped(context, `/i/${params.token}`)
  throw redirect(given.plan)
}

async function sendAgain(context: Route.ActionArgs['context'], token: string, address: string) {
  const sent = await mailCode(context, address, takePurpose(await loadLink(context, token)))
  if (!sent.ok) return refused(sent.refusal)
  await rememberTyped(context, `/i/${token}`, { address, again: true })
  throw redirect(`/i/${token}/code`)
}

/** The code proves the address; the same press takes the license or asks for it: nothing else is left to decide. */
export default function InvitationCode({ loaderData, actionData, params }: Route.ComponentProps) {
  const words = useWords('doors')
  const root = useRoot()
  const { door, typed } = loaderData
  const refusal = actionData?.refusal
  const asks = door.asked?.asks === true
  const closed = isLinkRefusal(refusal) ? refusal : asks ? null : door.asked?.refusal
  const { organization, product } = door
  return (
    <Door from={root.vendorName}>
      {closed ? (
        <InvitationRefused door={door} refusal={closed} token={params.token} />
      ) : (
        <Form method="post">
          <PageHead
            title={words('code_title')}
            thing={words('invitation_tab', { organization, product })}
            summary={<CodeSent {...typed} />}
          />
          <CodeFields refusal={refusal} button={words(asks ? 'ask_for_license' : 'take_license')}>
            {asks && <AskNote />}
            <p>{words.rich('invitation_for_you', { address: typed.address }, { b: <strong dir="ltr" /> })}</p>
          </CodeFields>
          <NoCode back={`/i/${params.token}`} />
        </Form>
      )}
    </Door>
  )
}
