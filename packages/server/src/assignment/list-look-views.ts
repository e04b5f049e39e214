import { accept, type Decision } from '@claviger/core/kernel/decision'
import { readChoice } from '@claviger/core/kernel/fields'
import type { ReasonedRefusal } from '@claviger/core/kernel/rules'
import type { Read } from '../db/unit-of-work.ts'
import { missing } from '../teams/access.ts'
import { loadColumns } from './column-store.ts'
import { mayChangeView } from './may-change-view.ts'
import { listNames, listViews } from './saved-view-store.ts'
import { type Scope, teamsWithin } from './scope.ts'

/** How somebody looks at a list: the views there are, and the columns they chose. */
export interface ListLook {
  readonly views: readonly {
    readonly slug: string
    readonly name: string
    readonly query: string
    readonly mayChange: boolean
  }[]
  /** Null where they never chose. */
  readonly columns: readonly string[] | null
  /** Has an account for which a choice is remembered. */
  readonly maySave: boolean
}

/** The views of a list for everybody who sees it, and whose look it is. */
export async function listLook(
  read: Read,
  query: Scope & { readonly page: string },
): Promise<Decision<ListLook, ReasonedRefusal<'organization_not_found'>>> {
  const { organizationId } = query
  const { actor } = read
  const page = readChoice(query.page, listNames)
  if (!page.ok || teamsWithin(actor, 'licenses.see', query).length === 0)
    return missing(read, 'organization_not_found')
  const account = actor.kind === 'account' ? actor : null
  const views = await listViews(read, organizationId, page.plan)
  return accept({
    views: views.map((view) => ({
      ...{ slug: view.slug, name: view.name, query: view.query },
      mayChange: account !== null && mayChangeView(account, organizationId, view),
    })),
    columns:
      account && (await loadColumns(read, { organizationId, accountId: account.accountId, page: page.plan })),
    maySave: account !== null,
  })
}
