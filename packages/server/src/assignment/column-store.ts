import type { Read, Tx } from '../db/unit-of-work.ts'
import type { ListName } from './saved-view-store.ts'

/** Whose columns of which list. */
export interface ColumnsKey {
  readonly organizationId: number
  readonly accountId: string
  readonly page: ListName
}

/** The columns somebody chose, in their order; null where they never did. */
export async function loadColumns(
  { sql }: Tx | Read,
  { organizationId, accountId, page }: ColumnsKey,
): Promise<readonly string[] | null> {
  const row = await sql
    .selectFrom('column_choice')
    .select('columns')
    .where('organization_id', '=', organizationId)
    .where('account_id', '=', accountId)
    .where('page', '=', page)
    .executeTakeFirst()
  return row?.columns ?? null
}

/** Remembers columns in place of those chosen before; none at all forgets the choice. */
export async function saveColumns(
  tx: Tx,
  { organizationId, accountId, page }: ColumnsKey,
  columns: readonly string[],
): Promise<void> {
  if (columns.length === 0) {
    await tx.sql
      .deleteFrom('column_choice')
      .where('organization_id', '=', organizationId)
      .where('account_id', '=', accountId)
      .where('page', '=', page)
      .execute()
    return
  }
  const row = { organization_id: organizationId, account_id: accountId, page, columns: [...columns] }
  await tx.sql
    .insertInto('column_choice')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'account_id', 'page']).doUpdateSet({ columns: row.columns }),
    )
    .execute()
}
