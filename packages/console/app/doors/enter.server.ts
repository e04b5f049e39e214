import type { Actor } from '@claviger/core/teams/actor'
import type { SignedIn } from '@claviger/server/access/access'
import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'

type Context = Readonly<RouterContextProvider>

/**
 * Lets somebody in who has just proved an address: the answer carries the session, licenses that waited for the address
 * are connected, and whoever it is may act at once.
 */
export async function enter(context: Context, request: Request, signedIn: SignedIn): Promise<Actor> {
  const { app, answerHeaders } = context.get(applicationContext)
  answerHeaders.append('Set-Cookie', signedIn.setCookie)
  const [session = ''] = signedIn.setCookie.split(';')
  const actor = await app.access.actorOf(new Request(request.url, { headers: { cookie: session } }))
  await app.operations.connectLicenses(actor, {})
  return actor
}

/** Where somebody goes who only wanted to sign in: to the place with work for them, else to their own licenses. */
export async function startOf(context: Context, actor: Actor): Promise<string> {
  const { app } = context.get(applicationContext)
  const { others } = await app.views.meFrame(actor, {})
  return others[0]?.to ?? '/me'
}
