import type { NewView } from '@claviger/core/assignment/saved-view-rules'
import type { Read, Tx } from '../db/unit-of-work.ts'

/** The lists that have views and columns of one's own. */
export const listNames = ['licenses'] as const
export type ListName = (typeof listNames)[number]

/** A query with a name, for everybody in the organization. */
export interface SavedView extends NewView {
  /** The account that made it. */
  readonly creator: string
  readonly createdBy: string
}

/** All views of a list, by name. */
export async function listViews(
  { sql }: Tx | Read,
  organizationId: number,
  page: ListName,
): Promise<SavedView[]> {
  return sql
    .selectFrom('saved_view')
    .select(['slug', 'name', 'query', 'creator', 'created_by as createdBy'])
    .where('organization_id', '=', organizationId)
    .where('page', '=', page)
    .orderBy('name')
    .orderBy('slug')
    .execute()
}

/** Keeps a new view. */
export async function saveNewView(
  tx: Tx,
  place: { readonly organizationId: number; readonly page: ListName },
  view: SavedView,
): Promise<void> {
  await tx.sql
    .insertInto('saved_view')
    .values({
      ...{ organization_id: place.organizationId, page: place.page, created_at: tx.now },
      ...{ slug: view.slug, name: view.name, query: view.query },
      ...{ creator: view.creator, created_by: view.createdBy },
    })
    .execute()
}

/** Calls a view otherwise. */
export async function saveViewName(
  tx: Tx,
  { organizationId, page, slug }: ViewKey,
  name: string,
): Promise<void> {
  await tx.sql
    .updateTable('saved_view')
    .set({ name })
    .where('organization_id', '=', organizationId)
    .where('page', '=', page)
    .where('slug', '=', slug)
    .execute()
}

/** Forgets a view. */
export async function forgetView(tx: Tx, { organizationId, page, slug }: ViewKey): Promise<void> {
  await tx.sql
    .deleteFrom('saved_view')
    .where('organization_id', '=', organizationId)
    .where('page', '=', page)
    .where('slug', '=', slug)
    .execute()
}

/** By what a view is known. */
export interface ViewKey {
  readonly organizationId: number
  readonly page: ListName
  readonly slug: string
}
