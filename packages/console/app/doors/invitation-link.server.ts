import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import type { Actor } from '@claviger/core/teams/actor'
import type { InvitationDoor } from '@claviger/server/assignment/invitation-door-views'
import { type RouterContextProvider, redirect } from 'react-router'
import { applicationContext } from '../context.server.ts'

type Context = Readonly<RouterContextProvider>

/** Loads what a later step of a link's way shows; where there is no link, its first page says so. */
export async function loadLink(context: Context, token: string, address?: string): Promise<InvitationDoor> {
  const { app, actor } = context.get(applicationContext)
  const query = { token, ...(address === undefined ? {} : { address }) }
  const door = await app.views.invitationDoor(actor, query)
  if (!door.ok) throw redirect(`/i/${token}`)
  return door.plan
}

/** What a code mailed on this way is for. */
export const takePurpose = ({ organization, product }: InvitationDoor) =>
  ({ kind: 'take', organization, product }) as const

interface Wish {
  readonly token: string
  /** One the actor has proved. */
  readonly address: string
  /** A line to whoever is asked. */
  readonly note: string
}

/** Takes the license for an address, or asks for it where the link wants that; answers the page that says so. */
export async function takeOrAsk(
  context: Context,
  actor: Actor,
  { token, address, note }: Wish,
): Promise<Decision<string, Refusal>> {
  const { app } = context.get(applicationContext)
  const door = await app.views.invitationDoor(actor, { token })
  const asks = door.ok && door.plan.own.some((one) => one.address === address && one.asks)
  const done = asks
    ? await app.operations.askAdministrator(actor, { token, address, note })
    : await app.operations.takeLicense(actor, { token, address })
  return done.ok ? accept(`/i/${token}/${asks ? 'asked' : 'yours'}`) : done
}
