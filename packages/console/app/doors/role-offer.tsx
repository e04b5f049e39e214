import { data, Form, Link, redirect } from 'react-router'
import { notShown, refused, statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { acceptOffer } from '../teams/accept-offer.server.ts'
import { Button } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions } from '../ui/task.tsx'
import { useRoot } from '../use-root.ts'
import { Refused, Why } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/role-offer'
import { LinkUnknown } from './link-unknown.tsx'
import { maskAddress } from './mask-address.ts'
import { tidyId } from './tidy-token.ts'

export const handle = { door: true }

const offerIn = (params: Route.LoaderArgs['params']) => ({
  organizationId: Number(params.organization),
  id: params.offer,
})

export async function loader({ context, params }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const id = tidyId(params.offer)
  if (id !== null && id !== params.offer) throw redirect(`/role/${params.organization}/${id}`)
  const door = await app.views.roleOfferDoor(actor, offerIn(params))
  if (!door.ok) return data({ door: null, signedIn: null, refusal: door.refusal }, statusFor(door.refusal))
  const { yours, address } = door.plan
  return {
    door: { ...door.plan, address: yours ? address : maskAddress(address) },
    signedIn: actor.kind === 'account' ? (actor.addresses[0]?.address ?? actor.name) : null,
    refusal: null,
  }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const offer = offerIn(params)
  const door = await app.views.roleOfferDoor(actor, offer)
  if (!door.ok) throw notShown(door.refusal)
  const form = await request.formData()
  if (form.get('act') === 'decline') {
    const left = await app.operations.leaveRole(actor, offer)
    if (!left.ok) return refused(left.refusal)
    throw redirect('/me')
  }
  const accepted = await acceptOffer(context, request, offer)
  if (!accepted.ok) return refused(accepted.refusal)
  const { slug, team } = door.plan
  throw redirect(team ? `/o/${slug}/t/${team.id}` : `/o/${slug}`)
}

/** A role somebody offers: what it is, who offers it, and a button only its addressee can press. */
export default function RoleOffer({ loaderData, actionData, params }: Route.ComponentProps) {
  const words = useWords('doors')
  const root = useRoot()
  const { door, signedIn } = loaderData
  if (!door) {
    return (
      <Door from={root.vendorName}>
        {tidyId(params.offer) === null ? (
          <LinkUnknown token={params.offer} cut refusal={loaderData.refusal} />
        ) : (
          <>
            <PageHead title={words('role_unknown')} summary={words('role_unknown_what')} />
            <Why refusal={loaderData.refusal} ways />
          </>
        )}
      </Door>
    )
  }
  const { organization, by, role, team, address } = door
  const title = team
    ? words.rich('role_title_team', { organization, by, team: team.name }, { b: <strong dir="auto" /> })
    : words.rich('role_title', { organization, by }, { b: <strong dir="auto" /> })
  const here = `/role/${params.organization}/${params.offer}`
  return (
    <Door from={root.vendorName}>
      <PageHead
        title={title}
        thing={words('role_tab', { organization })}
        summary={words(`role_is_${role}`)}
      />
      <Refused refusal={actionData?.refusal} />
      {door.accepted ? (
        <p>
          {words('role_accepted')} <Link to={`/o/${door.slug}`}>{words('role_open')}</Link>
        </p>
      ) : door.yours ? (
        <Form method="post">
          <p>{words.rich('role_for', { address }, { b: <strong dir="ltr" /> })}</p>
          <Actions>
            <Button variant="primary" name="act" value="accept">
              {words('role_accept')}
            </Button>
            <Button name="act" value="decline">
              {words('role_decline')}
            </Button>
          </Actions>
        </Form>
      ) : (
        <>
          <p>
            {words.rich(
              signedIn ? 'role_wrong_account' : 'role_for',
              { address, signedIn: signedIn ?? '' },
              { b: <strong dir="ltr" /> },
            )}
          </p>
          <p>
            <Link to={`/signin?to=${encodeURIComponent(here)}`}>{words('role_sign_in', { address })}</Link>
          </p>
        </>
      )}
    </Door>
  )
}
