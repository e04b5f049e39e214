import { type RawBuilder, sql } from 'kysely'
import { licenseCondition, type Selection } from './license-filter.ts'

/** A selection as a condition on `license`, for an actor who sees these teams. Joins `person` and `assignment` by left join. */
export function selectionCondition(
  organizationId: number,
  { selection, now }: { readonly selection: Selection; readonly now: Date },
  seen: 'all' | readonly number[],
): RawBuilder<boolean> {
  const filter = selection.kind === 'matching' ? selection.filter : {}
  const only =
    selection.kind === 'these'
      ? sql`license.id = any(${[...selection.licenseIds]}::text[])`
      : sql`license.id <> all(${[...selection.except]}::text[])`
  return sql<boolean>`${licenseCondition(organizationId, filter, seen, now)} and ${only}`
}

/** The licenses a selection names: those meant, or those left out. */
export function licensesNamed(selection: Selection): readonly string[] {
  return selection.kind === 'these' ? selection.licenseIds : selection.except
}
