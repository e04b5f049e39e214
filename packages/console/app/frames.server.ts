import type { RequestContext } from '@claviger/server/application'
import type { RouterContextProvider } from 'react-router'
import { notAllowed, notFound, signIn } from './answers.ts'
import { applicationContext } from './context.server.ts'

type Actor = RequestContext['actor']

interface Place {
  readonly to: string
  readonly name: string
  readonly note?: string | undefined
}

/** What the frames ask the application for; the views of these names promise it. */
interface FrameViews {
  rootFrame(
    actor: Actor,
    request: object,
  ): Promise<{
    readonly vendorName: string
    readonly timeZone: string
    readonly density: 'comfortable' | 'compact' | 'roomy'
    readonly shortcuts: boolean
  }>
  vendorFrame(
    actor: Actor,
    request: object,
  ): Promise<{
    readonly role: 'owner' | 'staff'
    readonly account: string
    readonly others: readonly Place[]
  } | null>
  organizationFrame(
    actor: Actor,
    request: { slug: string; team: string | null },
  ): Promise<{
    readonly name: string
    readonly team: { readonly name: string } | null
    /** The start of every address of this frame: `/o/harrow-vale` or `/o/harrow-vale/t/12`. */
    readonly home: string
    readonly role: 'administrator' | 'viewer' | 'team_administrator' | 'team_viewer'
    readonly account: string
    readonly others: readonly Place[]
  } | null>
  meFrame(
    actor: Actor,
    request: object,
  ): Promise<{
    readonly name: string
    readonly account: string
    readonly others: readonly Place[]
  }>
}

const viewsOf = (app: RequestContext['app']) => app.views as unknown as FrameViews

/** What every page knows about its reader and its vendor. */
export async function loadRoot(context: Readonly<RouterContextProvider>) {
  const { app, actor, locale, theme, publicOrigin } = context.get(applicationContext)
  const frame = await viewsOf(app).rootFrame(actor, {})
  return { ...frame, locale, theme, publicOrigin, now: app.clock().toISOString() }
}

/** What the vendor's side shows around its pages; people who are not staff are told who they are not. */
export async function loadVendorFrame(context: Readonly<RouterContextProvider>, request: Request) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind === 'anonymous') throw signIn(request)
  const frame = await viewsOf(app).vendorFrame(actor, {})
  if (!frame) throw notAllowed()
  return frame
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
  const frame = await viewsOf(app).organizationFrame(actor, { slug, team: team ?? null })
  if (!frame) throw notFound()
  return frame
}

/** What a person's own pages show around themselves. */
export async function loadMeFrame(context: Readonly<RouterContextProvider>, request: Request) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind === 'anonymous') throw signIn(request)
  return viewsOf(app).meFrame(actor, {})
}
