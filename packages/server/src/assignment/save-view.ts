import { decideNewView, type NewView, readViewName } from '@claviger/core/assignment/saved-view-rules'
import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { readChoice, readFields } from '@claviger/core/kernel/fields'
import { actorName } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockOrganization } from '../teams/store.ts'
import { listNames, listViews, saveNewView } from './saved-view-store.ts'
import { viewMaker } from './view-maker.ts'

export interface SaveView {
  readonly organizationId: number
  readonly page: string
  readonly name: string
  /** What the address of the list says after the question mark. */
  readonly query: string
}

/** Gives a query a name that everybody in the organization finds above the list. */
export async function saveView(tx: Tx, request: SaveView): Promise<Decision<NewView, Refusal>> {
  const { organizationId, query } = request
  const maker = viewMaker(tx, organizationId)
  if (!maker.ok) return maker
  const read = readFields({
    name: readViewName(request.name),
    page: readChoice(request.page, listNames),
  })
  if (!read.ok) return read
  const { name, page } = read.plan

  await lockOrganization(tx, organizationId)
  const decision = decideNewView({ name, query }, await listViews(tx, organizationId, page))
  if (!decision.ok) return decision

  const by = { creator: maker.plan.accountId, createdBy: actorName(tx.actor) }
  await saveNewView(tx, { organizationId, page }, { ...decision.plan, ...by })
  await record(tx, [{ what: 'view_saved', organizationId, facts: { page, name, query } }])
  return decision
}
