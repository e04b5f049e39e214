import type { InvitationDoor } from '@claviger/server/assignment/invitation-door-views'
import { type RouterContextProvider, redirect } from 'react-router'
import { applicationContext } from '../context.server.ts'

interface Asking {
  readonly context: Readonly<RouterContextProvider>
  readonly params: { readonly token: string }
}

/** What a step of a link's way shows; without a link it goes back to the first page, which says so. */
export async function linkOr404({ context, params }: Asking, address?: string): Promise<InvitationDoor> {
  const { app, actor } = context.get(applicationContext)
  const query = { token: params.token, ...(address === undefined ? {} : { address }) }
  const door = await app.views.invitationDoor(actor, query)
  if (!door.ok) throw redirect(`/i/${params.token}`)
  return door.plan
}

/** What the code in the letter is for. */
export const takePurpose = ({ organization, product }: InvitationDoor) =>
  ({ kind: 'take', organization, product }) as const
