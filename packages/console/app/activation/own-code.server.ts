import type { RouterContextProvider } from 'react-router'
import { notShown, signIn } from '../answers.ts'
import { applicationContext } from '../context.server.ts'

interface OwnCodeArgs {
  readonly context: Readonly<RouterContextProvider>
  readonly request: Request
  readonly params: { readonly organization: string; readonly license: string }
}

/** The license an address of one's own pages names, and its code; whoever does not hold it is told so. */
export async function ownCodeOf({ context, request, params }: OwnCodeArgs) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  const license = { organizationId: Number(params.organization), licenseId: params.license }
  const found = await app.views.ownCode(actor, license)
  if (!found.ok) throw notShown(found.refusal)
  return { app, actor, license, own: found.plan }
}

type OwnCode = Awaited<ReturnType<typeof ownCodeOf>>['own']

/** A license's code, or the way to one, as the page shows it. */
export function ownCodeShown({ code, request, ...own }: OwnCode) {
  return {
    ...own,
    code: code && { ...code, issuedAt: code.issuedAt.toISOString() },
    request: request && { ...request, askedAt: request.askedAt.toISOString() },
  }
}

/** What `ownCodeShown` answers. */
export type ShownOwnCode = ReturnType<typeof ownCodeShown>
