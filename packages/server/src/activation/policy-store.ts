import type { DocumentPolicy } from '@claviger/core/activation/document'
import type { Read, Tx } from '../db/unit-of-work.ts'

/** What the vendor lets products do by themselves: written into every document. */
export async function loadPolicy({ sql }: Pick<Tx | Read, 'sql'>): Promise<DocumentPolicy> {
  const row = await sql
    .selectFrom('vendor')
    .select(['grace_days', 'check_hours', 'offline_days'])
    .executeTakeFirstOrThrow()
  return { graceDays: row.grace_days, checkHours: row.check_hours, offlineDays: row.offline_days }
}
