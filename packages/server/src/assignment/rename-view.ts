import { decideViewName, readViewName } from '@claviger/core/assignment/saved-view-rules'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readFields } from '@claviger/core/kernel/fields'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockOwnView, type OwnView } from './own-view.ts'
import { saveViewName } from './saved-view-store.ts'

export interface RenameView extends OwnView {
  readonly name: string
}

/** Calls a view otherwise. Its address stays, so that links to it last. */
export async function renameView(
  tx: Tx,
  request: RenameView,
): Promise<Decision<{ readonly slug: string; readonly name: string }, Refusal>> {
  const { organizationId } = request
  const found = await lockOwnView(tx, request)
  if (!found.ok) return found
  const { page, view, others } = found.plan
  const read = readFields({ name: readViewName(request.name) })
  if (!read.ok) return read
  const { name } = read.plan
  const decision = decideViewName(name, others)
  if (!decision.ok) return decision
  const { slug } = view
  if (name === view.name) return accept({ slug, name })

  await saveViewName(tx, { organizationId, page, slug }, name)
  await record(tx, [{ what: 'view_renamed', organizationId, facts: { page, from: view.name, name } }])
  return accept({ slug, name })
}
