import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { once } from '../once.server.ts'

/**
 * Accepts an offered role and renews the session, because its rights have risen. A second press comes with the old
 * session, which is dead by then: it gets the answer of the first.
 */
export async function acceptOffer(
  context: Readonly<RouterContextProvider>,
  request: Request,
  offer: { readonly organizationId: number; readonly id: string },
) {
  const { app, actor, answerHeaders } = context.get(applicationContext)
  const { accepted, setCookie } = await once(
    `role ${offer.id} ${request.headers.get('cookie')}`,
    30,
    async () => {
      const accepted = await app.operations.acceptRole(actor, offer)
      return { accepted, setCookie: accepted.ok ? await app.access.renewSession(request) : undefined }
    },
  )
  if (setCookie) answerHeaders.append('Set-Cookie', setCookie)
  return accepted
}
