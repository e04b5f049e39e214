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
