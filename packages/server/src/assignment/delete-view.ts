import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockOwnView, type OwnView } from './own-view.ts'
import { forgetView } from './saved-view-store.ts'

/** Forgets a view; the licenses it showed are as they were. */
export async function deleteView(tx: Tx, request: OwnView): Promise<Decision<'deleted', Refusal>> {
  const { organizationId } = request
  const found = await lockOwnView(tx, request)
  if (!found.ok) return found
  const { page, view } = found.plan
  await forgetView(tx, { organizationId, page, slug: view.slug })
  await record(tx, [
    { what: 'view_deleted', organizationId, facts: { page, name: view.name, query: view.query } },
  ])
  return accept('deleted')
}
