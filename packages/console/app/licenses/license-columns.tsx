import { type Column, OpenRow } from '../ui/data-table.tsx'
import { DayText, MomentText } from '../ui/date-text.tsx'
import { useWords, type Words } from '../words/use-words.ts'
import { type ColumnKey, firstColumn } from './column-keys.ts'
import { LicenseChip } from './license-chip.tsx'
import { LicenseId } from './license-id.tsx'
import type { ShownLicense } from './license-row.server.ts'
import style from './licenses-table.module.css'
import { PersonName } from './person-name.tsx'

type Say = Words<'licenses'>
type Cell = Omit<Column<ShownLicense>, 'key'>

/** The chosen columns of the list of licenses; the one that names the row comes first, whatever was chosen. */
export function useColumns(
  chosen: readonly ColumnKey[],
  hidden: readonly ColumnKey[],
): Column<ShownLicense>[] {
  const words = useWords('licenses')
  return [firstColumn, ...chosen.filter((key) => key !== firstColumn)]
    .filter((key) => !hidden.includes(key))
    .map((key) => ({ key, sorts: true, ...columns[key](words) }))
}

/** What a column is called, also where one chooses among them. */
export function columnHead(key: ColumnKey, words: Say): string {
  return words(heads[key])
}

const heads = {
  ...({ person: 'person', product: 'product', team: 'team', status: 'status' } as const),
  ...({ last_used: 'last_used', renews: 'renews', license: 'license_id' } as const),
  ...({ version: 'version_in_use', assigned: 'assigned', assigned_by: 'assigned_by' } as const),
  ...({ came: 'came_by', fallback: 'fallback_title', machines: 'machines' } as const),
  ...({ code: 'code_issued', until: 'given_until' } as const),
} as const

const columns: Readonly<Record<ColumnKey, (words: Say) => Cell>> = {
  person: (words) => ({
    head: columnHead('person', words),
    cell: (row) => (
      <OpenRow row={row.licenseId}>
        <Holder row={row} />
      </OpenRow>
    ),
  }),
  product: (words) => ({ head: columnHead('product', words), cell: (row) => productOf(row, words) }),
  team: (words) => ({
    head: columnHead('team', words),
    priority: 3,
    cell: (row) => <bdi className={style.team}>{row.team.name}</bdi>,
  }),
  status: (words) => ({
    head: columnHead('status', words),
    priority: 1,
    nowrap: true,
    cell: (row) => <LicenseChip word={row.word} />,
  }),
  last_used: (words) => ({
    head: columnHead('last_used', words),
    priority: 3,
    nowrap: true,
    cell: ({ used }) =>
      typeof used === 'string' ? words(`used_${used}`) : used && <MomentText at={used.at} />,
  }),
  renews: (words) => ({
    head: columnHead('renews', words),
    nowrap: true,
    cell: (row) => !row.perpetual && <DayText day={row.renewsOn} />,
  }),
  license: (words) => ({
    head: columnHead('license', words),
    priority: 3,
    nowrap: true,
    cell: (row) => <LicenseId id={row.licenseId} />,
  }),
  version: (words) => ({
    ...optional('version', words),
    cell: ({ release }) => release && <bdi>{release}</bdi>,
  }),
  assigned: (words) => ({
    ...optional('assigned', words),
    cell: ({ assignedAt }) => assignedAt && <MomentText at={assignedAt} />,
  }),
  assigned_by: (words) => ({
    head: columnHead('assigned_by', words),
    priority: 3,
    cell: ({ assignedBy }) => <bdi className={style.team}>{assignedBy}</bdi>,
  }),
  came: (words) => ({
    ...optional('came', words),
    cell: ({ cameBy }) => cameBy && words(`came_by_${cameBy}`),
  }),
  fallback: (words) => ({
    ...optional('fallback', words),
    cell: ({ fallback }) =>
      fallback && (fallback.version ?? words('fallback_in', { count: fallback.products })),
  }),
  machines: (words) => ({
    ...optional('machines', words),
    numeric: true,
    cell: ({ machineCount }) => machineCount,
  }),
  code: (words) => ({
    ...optional('code', words),
    cell: ({ codeIssuedAt }) => codeIssuedAt && <MomentText at={codeIssuedAt} />,
  }),
  until: (words) => ({
    ...optional('until', words),
    cell: ({ endsOn }) => endsOn && <DayText day={endsOn} />,
  }),
}

function optional(key: ColumnKey, words: Say) {
  return { head: columnHead(key, words), priority: 3, nowrap: true } as const
}

/** Who has a license: a person, a server, whom a key is registered to, or nobody. */
function Holder({ row: { person, placement, bar } }: { row: ShownLicense }) {
  const words = useWords('licenses')
  if (placement) return <bdi>{placement.name}</bdi>
  return <PersonName person={person} nobody={words(bar ? 'nobody_at_all' : 'nobody')} />
}

/** What was licensed, and whether only to be tried. */
export function productOf({ product, trial }: ShownLicense, words: Say): string {
  return trial ? words('product_on_trial', { product: product.name }) : product.name
}
