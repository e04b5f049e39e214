import { type CalendarDate, dateFrom, todayIn } from '@claviger/core/kernel/calendar'
import type { LicenseRow } from '@claviger/server/assignment/license-row-views'
import type { CellValue } from '@claviger/server/files/sheet'
import type { ColumnKey } from './column-keys.ts'
import { wordOf } from './license-row.server.ts'
import { renewalAfter } from './seat-totals.ts'

export interface ExportColumn {
  readonly heading: string
  readonly width?: number
  readonly cell: (row: LicenseRow) => CellValue
}

type Say = (key: string, facts?: Readonly<Record<string, string | number>>) => string

interface Sayer {
  readonly say: Say
  readonly today: CalendarDate
  /** In which moments are days. */
  readonly timeZone: string
}

/**
 * The columns of a file of licenses. Whoever holds one stands in two of them, name and address, under headings a list of
 * people is read by again.
 */
export function exportColumns(keys: readonly ColumnKey[], sayer: Sayer): readonly ExportColumn[] {
  return keys.flatMap((key) => makers[key](sayer))
}

const day = (at: Date | null, timeZone: string): CellValue => at && { day: todayIn(at, timeZone) }
const dated = (text: string | null): CellValue => text && { day: dateFrom(text) }

const makers: Readonly<Record<ColumnKey, (sayer: Sayer) => readonly ExportColumn[]>> = {
  person: ({ say }) => [
    {
      heading: say('column_name'),
      width: 28,
      cell: ({ person, placement }) => person?.name ?? placement?.name ?? '',
    },
    { heading: say('column_address'), width: 36, cell: ({ person }) => person?.address ?? '' },
  ],
  product: ({ say }) => [{ heading: say('product'), width: 24, cell: ({ product }) => product.name }],
  team: ({ say }) => [{ heading: say('team'), width: 24, cell: ({ team }) => team.name }],
  status: (sayer) => [{ heading: sayer.say('status'), width: 20, cell: (row) => statusOf(row, sayer) }],
  last_used: (sayer) => [{ heading: sayer.say('last_used'), width: 14, cell: (row) => usedIn(row, sayer) }],
  renews: ({ say }) => [
    {
      heading: say('renews'),
      width: 12,
      cell: ({ perpetual, paidThrough }) => (perpetual ? null : { day: renewalAfter(paidThrough) }),
    },
  ],
  license: ({ say }) => [{ heading: say('license_id'), width: 14, cell: ({ licenseId }) => licenseId }],
  version: ({ say }) => [{ heading: say('version_in_use'), cell: ({ release }) => release }],
  assigned: ({ say, timeZone }) => [
    { heading: say('assigned'), cell: ({ assignedAt }) => day(assignedAt, timeZone) },
  ],
  assigned_by: ({ say }) => [
    { heading: say('assigned_by'), width: 24, cell: ({ assignedBy }) => assignedBy },
  ],
  came: ({ say }) => [{ heading: say('came_by'), cell: ({ cameBy }) => cameBy && say(`came_by_${cameBy}`) }],
  fallback: ({ say }) => [
    {
      heading: say('fallback_title'),
      cell: ({ fallback }) =>
        fallback && (fallback.version ?? say('fallback_in', { count: fallback.products })),
    },
  ],
  machines: ({ say }) => [
    { heading: say('machines'), cell: ({ person, machines }) => (person ? machines : null) },
  ],
  code: ({ say, timeZone }) => [
    { heading: say('code_issued'), cell: ({ codeIssuedAt }) => day(codeIssuedAt, timeZone) },
  ],
  until: ({ say }) => [{ heading: say('given_until'), cell: ({ endsOn }) => dated(endsOn) }],
}

/** The same one word as on the page. */
function statusOf(row: LicenseRow, { say, today }: Sayer): string {
  const word = wordOf(row, today)
  switch (word.kind) {
    case 'grace':
      return say('status_grace', { count: word.daysLeft })
    case 'on_fallback':
      return word.version === null
        ? say('status_on_fallback_many', { count: word.products })
        : say('status_on_fallback', { version: word.version })
    case 'revoked':
      return say('status_free')
    default:
      return say(`status_${word.kind}`)
  }
}

/** Never, not recorded and a day are three different answers. */
function usedIn({ person, lastSeenAt, hasCode }: LicenseRow, { say, timeZone }: Sayer): CellValue {
  if (lastSeenAt) return day(lastSeenAt, timeZone)
  if (!person) return null
  return say(hasCode ? 'used_not_recorded' : 'used_never')
}
