import type { RouterContextProvider } from 'react-router'
import { notShown, signIn } from './answers.ts'
import { applicationContext } from './context.server.ts'
import { leadToMergedTeam } from './merged-team.server.ts'

/** What every page knows about its reader and its vendor. */
export async function loadRoot(context: Readonly<RouterContextProvider>) {
  const { app, actor, locale, theme, publicOrigin } = context.get(applicationContext)
  const frame = await app.views.rootFrame(actor, {})
  return { ...frame, locale, theme, publicOrigin, now: app.clock().toISOString() }
}

/** What the vendor's side shows around its pages; people who are not staff are told who they are not. */
export async function loadVendorFrame(context: Readonly<RouterContextProvider>, request: Request) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind === 'anonymous') throw signIn(request)
  const frame = await app.views.vendorFrame(actor, {})
  if (!frame.ok) throw notShown(frame.refusal)
  return frame.plan
}

/** What an organization's pages show around themselves; an organization one may not see does not exist. */
export async function loadOrganizationFrame(
  context: Readonly<RouterContextProvider>,
  request: Request,
  slug: string,
  team?: string,
) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind === 'anonymous') throw signIn(request)
  const frame = await app.views.organizationFrame(actor, { slug, team: team ?? null })
  if (!frame.ok) {
    await leadToMergedTeam({ app, actor }, request, { organization: slug, team })
    throw notShown(frame.refusal)
  }
  return frame.plan
}

/** What a person's own pages show around themselves. */
export async function loadMeFrame(context: Readonly<RouterContextProvider>, request: Request) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind === 'anonymous') throw signIn(request)
  return app.views.meFrame(actor, {})
}
