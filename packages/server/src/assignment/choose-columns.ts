import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readChoice } from '@claviger/core/kernel/fields'
import type { Tx } from '../db/unit-of-work.ts'
import { saveColumns } from './column-store.ts'
import { listNames } from './saved-view-store.ts'
import { viewMaker } from './view-maker.ts'

export interface ChooseColumns {
  readonly organizationId: number
  readonly page: string
  /** By their keys, in their order; a page shows those it knows. Nothing chosen means those it shows by itself. */
  readonly columns: readonly string[]
}

const mostColumns = 50

/** Remembers which columns of a list somebody wants to see in this organization, wherever they sign in. */
export async function chooseColumns(tx: Tx, request: ChooseColumns): Promise<Decision<'chosen', Refusal>> {
  const { organizationId } = request
  const maker = viewMaker(tx, organizationId)
  if (!maker.ok) return maker
  const page = readChoice(request.page, listNames)
  if (!page.ok) return page
  const columns = [...new Set(request.columns)]
    .filter((key) => /^[a-z_]{1,40}$/.test(key))
    .slice(0, mostColumns)
  await saveColumns(tx, { organizationId, accountId: maker.plan.accountId, page: page.plan }, columns)
  return accept('chosen')
}
