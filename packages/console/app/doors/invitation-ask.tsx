import { data, redirect } from 'react-router'
import { statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Door } from '../ui/door.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/invitation-ask'
import { text } from './codes.server.ts'
import { InvitationAskForm } from './invitation-ask-form.tsx'
import { loadLink } from './invitation-link.server.ts'

export const handle = { door: true }

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const door = await loadLink(context, params.token)
  return { from: door.from, asked: new URL(request.url).searchParams.has('asked') }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const form = await request.formData()
  const asking = { token: params.token, address: text(form, 'address'), note: text(form, 'note') }
  const decision = await app.operations.askAdministrator(actor, asking)
  if (!decision.ok) return data({ refusal: decision.refusal, ...asking }, statusFor(decision.refusal))
  throw redirect(`/i/${params.token}/ask?asked`)
}

/** Where a question to the administrator is corrected, and confirmed when it is on its way. */
export default function InvitationAsk({ loaderData, actionData, params }: Route.ComponentProps) {
  const words = useWords('doors')
  const root = useRoot()
  const { from, asked } = loaderData
  return (
    <Door from={root.vendorName}>
      {asked && !actionData ? (
        <PageHead title={words('asked_title', { from })} summary={words('asked_what', { from })} />
      ) : (
        <>
          <PageHead title={words('ask_page')} />
          <InvitationAskForm
            token={params.token}
            from={from}
            address={actionData?.address}
            note={actionData?.note}
            refusal={actionData?.refusal}
          />
        </>
      )}
    </Door>
  )
}
