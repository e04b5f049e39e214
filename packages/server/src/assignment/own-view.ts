import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readChoice } from '@claviger/core/kernel/fields'
import type { Tx } from '../db/unit-of-work.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { lockOrganization } from '../teams/store.ts'
import { mayChangeView } from './may-change-view.ts'
import { type ListName, listNames, listViews, type SavedView } from './saved-view-store.ts'
import { viewMaker } from './view-maker.ts'

export interface OwnView {
  readonly organizationId: number
  readonly page: string
  readonly slug: string
}

export interface LockedView {
  readonly page: ListName
  readonly view: SavedView
  readonly others: readonly SavedView[]
}

/** Loads a view its maker, or an administrator of the organization, is about to change; nobody else changes one meanwhile. */
export async function lockOwnView(tx: Tx, request: OwnView): Promise<Decision<LockedView, Refusal>> {
  const { organizationId, slug } = request
  const maker = viewMaker(tx, organizationId)
  if (!maker.ok) return maker
  const page = readChoice(request.page, listNames)
  if (!page.ok) return page
  await lockOrganization(tx, organizationId)
  const views = await listViews(tx, organizationId, page.plan)
  const view = views.find((one) => one.slug === slug)
  if (!view) return missing(tx, 'view_not_found')
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'view_not_found', right: 'organization.settings', teamId: null, sees: true },
    does: mayChangeView(maker.plan, organizationId, view),
  })
  if (barred) return { ok: false, refusal: barred }
  return accept({ page: page.plan, view, others: views.filter((one) => one !== view) })
}
