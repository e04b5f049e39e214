import type { Refusal } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { owns } from '@claviger/core/teams/actor'
import type { InvitationDoor } from '@claviger/server/assignment/invitation-door-views'
import { data, redirect } from 'react-router'
import { statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Banner } from '../ui/banner.tsx'
import { Door } from '../ui/door.tsx'
import { useRoot } from '../use-root.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/invitation'
import { mailCode, text } from './codes.server.ts'
import { loadLink, takePurpose } from './invitation-link.server.ts'
import { InvitationOffer } from './invitation-offer.tsx'
import { InvitationRefused, isLinkRefusal } from './invitation-refused.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { LinkUnknown } from './link-unknown.tsx'
import { tidyToken } from './tidy-token.ts'
import { rememberTyped } from './typed-address.server.ts'

export const handle = { door: true }

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const token = tidyToken(params.token)
  if (token !== params.token) throw redirect(`/i/${token}`)
  const door = await app.views.invitationDoor(actor, { token })
  if (!door.ok) return data({ door: null, refusal: door.refusal, withdrawn: false }, statusFor(door.refusal))
  if (door.plan.own.some((one) => one.licenseId)) throw redirect(`/i/${token}/yours`)
  if (door.plan.own.some((one) => one.request)) throw redirect(`/i/${token}/asked`)
  return { door: door.plan, refusal: null, withdrawn: url.searchParams.has('withdrawn') }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData()
  const address = text(form, 'address')
  switch (form.get('act')) {
    case 'take':
      return takeFor(context, params.token, text(form, 'which'))
    case 'ask':
      return askFor(context, params.token, form)
    default:
      return askForCode(context, params.token, address)
  }
}

type Context = Route.ActionArgs['context']

/** The page again, with what was typed still in its field. */
const refusedFor = (address: string, refusal: Refusal) => data({ refusal, address }, statusFor(refusal))

/** One press, signed in with the address the license is for. */
async function takeFor(context: Context, token: string, address: string) {
  if (address === '') return refusedFor(address, { code: 'not_a_choice', field: 'which' })
  const { app, actor } = context.get(applicationContext)
  const decision = await app.operations.takeLicense(actor, { token, address })
  if (!decision.ok) return refusedFor(address, decision.refusal)
  throw redirect(`/i/${token}/yours`)
}

/** One press, signed in with the address the license is asked for. */
async function askFor(context: Context, token: string, form: FormData) {
  const address = text(form, 'which')
  if (address === '') return refusedFor(address, { code: 'not_a_choice', field: 'which' })
  const { app, actor } = context.get(applicationContext)
  const asking = { token, address, note: text(form, 'note') }
  const decision = await app.operations.askAdministrator(actor, asking)
  if (!decision.ok) return refusedFor(address, decision.refusal)
  throw redirect(`/i/${token}/asked`)
}

async function askForCode(context: Context, token: string, address: string) {
  const { actor } = context.get(applicationContext)
  const door = await loadLink(context, token, address)
  if (door.asked?.refusal && !door.asked.asks) return refusedFor(address, door.asked.refusal)
  const read = readAddress(address)
  if (read.ok && owns(actor, read.plan.key)) throw redirect(`/i/${token}`)
  if (read.ok && actor.kind === 'account') {
    await rememberTyped(context, `/i/${token}`, { address: read.plan.typed })
    throw redirect(`/i/${token}/choose`)
  }
  const sent = await mailCode(context, address, takePurpose(door))
  if (!sent.ok) return refusedFor(address, sent.refusal)
  await rememberTyped(context, `/i/${token}`, { address })
  throw redirect(`/i/${token}/code`)
}

/** A link somebody was sent: what it gives, from whom, and the way to it in two steps. */
export default function Invitation({ loaderData, actionData, params }: Route.ComponentProps) {
  const words = useWords('doors')
  const root = useRoot()
  const { door } = loaderData
  const refusal: Refusal | undefined = actionData?.refusal
  const closed = refusal ?? (door?.asks ? null : door?.refusal) ?? (door && takenBackFromAll(door))
  return (
    <Door from={root.vendorName} foot={<LanguageChoice />}>
      {!door ? (
        <LinkUnknown token={params.token} refusal={loaderData.refusal} />
      ) : isLinkRefusal(closed) ? (
        <InvitationRefused door={door} refusal={closed} token={params.token} />
      ) : (
        <>
          {loaderData.withdrawn && !actionData && <Banner tone="ok">{words('request_withdrawn')}</Banner>}
          <InvitationOffer door={door} refusal={refusal} typed={actionData?.address} />
        </>
      )}
    </Door>
  )
}

/** Signed in, and every address of theirs had a license by this link that was taken back. */
function takenBackFromAll({ own }: InvitationDoor): Refusal | null {
  const all = own.length > 0 && own.every((one) => one.refusal?.code === 'link_returned_before')
  return all ? (own[0]?.refusal ?? null) : null
}
