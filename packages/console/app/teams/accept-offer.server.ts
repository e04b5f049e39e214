import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'

/** Accepts an offered role and renews the session, because its rights have risen. */
export async function acceptOffer(
  context: Readonly<RouterContextProvider>,
  request: Request,
  offer: { readonly organizationId: number; readonly id: string },
) {
  const { app, actor, answerHeaders } = context.get(applicationContext)
  const accepted = await app.operations.acceptRole(actor, offer)
  if (!accepted.ok) return accepted
  const setCookie = await app.access.renewSession(request)
  if (setCookie) answerHeaders.append('Set-Cookie', setCookie)
  return accepted
}
