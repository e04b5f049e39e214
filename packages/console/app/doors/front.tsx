import { redirect } from 'react-router'
import { applicationContext } from '../context.server.ts'
import type { Route } from './+types/front'
import { startOf } from './enter.server.ts'

/** The bare address of the installation leads on: to set-up, to one's own place, or to the shop. */
export async function loader({ context }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const { isOpen } = await app.views.shopFront(actor, {})
  if (!isOpen) throw redirect('/setup')
  throw redirect(actor.kind === 'account' ? await startOf(context, actor) : '/buy')
}
