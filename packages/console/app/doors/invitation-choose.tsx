import { Form, redirect } from 'react-router'
import { refused } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Button } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { useRoot } from '../use-root.ts'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useRefusal } from '../words/use-refusal.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/invitation-choose'
import { mailCode, text } from './codes.server.ts'
import { loadLink, takeOrAsk, takePurpose } from './invitation-link.server.ts'
import { InvitationHead } from './invitation-offer.tsx'
import { rememberTyped, typedAddress } from './typed-address.server.ts'

export const handle = { door: true }

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const typed = await typedAddress(request)
  const door = await loadLink(context, params.token)
  if (!typed || door.own.length === 0) throw redirect(`/i/${params.token}`)
  return { door, typed: typed.address }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { actor } = context.get(applicationContext)
  const { token } = params
  const address = text(await request.formData(), 'address')
  const typed = await typedAddress(request)
  if (!typed) throw redirect(`/i/${token}`)
  if (address === '') return refused({ code: 'not_a_choice', field: 'address' })
  if (address !== typed.address) {
    const given = await takeOrAsk(context, actor, { token, address, note: '' })
    if (!given.ok) return refused(given.refusal)
    throw redirect(given.plan)
  }
  const sent = await mailCode(context, address, takePurpose(await loadLink(context, token)))
  if (!sent.ok) return refused(sent.refusal)
  await rememberTyped(context, `/i/${token}`, { address })
  throw redirect(`/i/${token}/code`)
}

/** Signed in as one, typed another: both are named, neither is chosen, nothing has happened yet. */
export default function InvitationChoose({ loaderData: { door, typed }, actionData }: Route.ComponentProps) {
  const words = useWords('doors')
  const refusals = useRefusal()
  const root = useRoot()
  const refusal = actionData?.refusal
  const error = useFieldErrors(refusal)?.address
  const others = door.own.map(({ address, refusal: reason }) => ({
    value: address,
    label: <bdi>{address}</bdi>,
    help: reason ? refusals.sentence(reason) : words('choose_signed_in'),
  }))
  return (
    <Door from={root.vendorName}>
      <InvitationHead door={door} />
      {!error && <Refused refusal={refusal} />}
      <Form method="post">
        <RadioGroup
          name="address"
          label={words('choose_address')}
          error={error}
          choices={[{ value: typed, label: <bdi>{typed}</bdi>, help: words('choose_typed') }, ...others]}
        />
        <Button variant="primary">{words('continue')}</Button>
      </Form>
    </Door>
  )
}
