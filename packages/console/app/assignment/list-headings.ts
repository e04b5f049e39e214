import { meaningOf } from '@claviger/core/assignment/people-headings'
import type { ReadColumn, ReadingChoice } from '@claviger/core/assignment/people-reading'

/** What somebody has said headings mean that do not say so themselves, to be remembered for the next list. */
export function headingsChosen(
  columns: readonly ReadColumn[],
  { roles = {} }: ReadingChoice,
): Record<string, string> {
  const said = columns.flatMap(({ index, heading, key }) => {
    const role = roles[index]
    return role && key !== '' && meaningOf(heading) !== role ? [[key, role] as const] : []
  })
  return Object.fromEntries(said)
}
