/** The columns the list of licenses shows by itself. */
const usual = ['person', 'product', 'team', 'status', 'last_used', 'renews', 'license'] as const

/** Every column there is, in the order they stand in. */
export const columnKeys = [
  ...usual,
  ...(['version', 'assigned', 'assigned_by', 'came', 'fallback', 'machines', 'code', 'until'] as const),
] as const

export type ColumnKey = (typeof columnKeys)[number]

/** It names the row and is always there. */
export const firstColumn: ColumnKey = 'person'

/** The columns a form of the menu names; none where it asks for the usual ones. */
export function columnsOf(form: FormData): readonly ColumnKey[] {
  if (form.has('usual')) return []
  return columnKeys.filter((key) => key === firstColumn || form.has(`column_${key}`))
}

/** The columns somebody chose, of those there are; the usual ones where they never did. */
export function columnsChosen(chosen: readonly string[] | null): readonly ColumnKey[] {
  const known = columnKeys.filter((key) => chosen?.includes(key) || key === firstColumn)
  return chosen === null ? usual : known
}
