import type { JobLine } from '@claviger/server/assignment/job-views'
import { type Separator, writeCsv } from '../csv.ts'

/** How one reader's spreadsheet wants its files. */
export interface ReportWords {
  readonly separator: Separator
  readonly heads: readonly string[]
  /** Whether the lines tell which team a license came from. */
  readonly teams: boolean
  outcome(line: JobLine): string
  reason(line: JobLine): string
}

/** Writes a report as a file for spreadsheets. */
export function writeReport(lines: readonly JobLine[], words: ReportWords): string {
  const rows = lines.map((line) => [
    String(line.line),
    line.name,
    line.address,
    line.licenseId ?? '',
    ...(words.teams ? [line.fromTeam ?? ''] : []),
    words.outcome(line),
    words.reason(line),
  ])
  return writeCsv([words.heads, ...rows], words.separator)
}
