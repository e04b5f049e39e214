import type { RequestContext } from '@claviger/server/application'
import { redirect } from 'react-router'

type Asking = Pick<RequestContext, 'app' | 'actor'>

/**
 * Leads from an address of a team that went into another one to the same page of that team. Does nothing where there
 * was no such team, or where the reader may not see the one it went into.
 */
export async function leadToMergedTeam(
  { app, actor }: Asking,
  request: Request,
  { organization, team }: { readonly organization: string; readonly team?: string | undefined },
): Promise<void> {
  if (team === undefined) return
  const ended = await app.views.endedTeam(actor, { slug: organization, team })
  if (!ended.ok) return
  const { pathname, search } = new URL(request.url)
  const old = new RegExp(`^(/o/[^/]+/(?:t|teams)/)${team}(?=[/.]|$)`)
  throw redirect(pathname.replace(/\.data$/, '').replace(old, `$1${ended.plan.id}`) + search)
}
