import type { CalendarDate } from '@claviger/core/kernel/calendar'
import type { HandOut, IdleSpot, SeatHistory } from '@claviger/server/assignment/report-views'
import { IdleField } from './idle-field.tsx'
import { HandOutProgress } from './pictures/hand-out-progress.tsx'
import { handOutWays } from './pictures/hand-out-ways.ts'
import { SeatsOverTime } from './pictures/seats-over-time.tsx'
import type { TeamRoom } from './pictures/team-map.ts'
import { TeamMap } from './pictures/team-map.tsx'
import { narrowed, type ReportAddress, type ReportName } from './report-address.ts'

/** What one picture shows. */
export type Report =
  | { readonly name: 'seats'; readonly shows: SeatHistory }
  | { readonly name: 'handout'; readonly shows: HandOut }
  | { readonly name: 'idle'; readonly shows: readonly IdleSpot[] }
  | { readonly name: 'teams'; readonly shows: readonly TeamRoom[] }

export interface ReportFrame {
  readonly home: string
  readonly address: ReportAddress
  readonly span: { readonly from: CalendarDate; readonly to: CalendarDate }
  /** The pages are of one team. */
  readonly locked: boolean
  readonly mayAssign: boolean
}

interface ReportPictureProps {
  report: Report
  frame: ReportFrame
  /** It has the page to itself: its rows are open, and no link leads here. */
  alone?: boolean
}

/** The picture of a report, with the ways that lead on from it. */
export function ReportPicture({ report, frame, alone = false }: ReportPictureProps) {
  const { home, address, span, locked } = frame
  const below = (path: string, more: Readonly<Record<string, string>> = {}) =>
    withQuery(`${home}/${path}`, new URLSearchParams([...narrowed(address), ...Object.entries(more)]))
  const own = { period: String(address.period), idle: String(address.idle) }
  const ways = {
    csv: below(`reports/${report.name}/file`, own),
    page: alone ? undefined : below(`reports/${report.name}`, own),
    open: alone,
  }
  switch (report.name) {
    case 'seats':
      return <SeatsOverTime history={report.shows} {...span} {...ways} />
    case 'handout':
      return (
        <HandOutProgress progress={report.shows} ways={handOutWays(frame, narrowed(address))} {...ways} />
      )
    case 'idle':
      return <IdleField spots={report.shows} from={address.idle} list={below('licenses')} {...ways} />
    case 'teams':
      return (
        <TeamMap
          rooms={report.shows}
          teamAddress={(id) =>
            withQuery(`${home}/licenses`, narrowed({ ...address, team: locked ? '' : String(id) }))
          }
          {...ways}
        />
      )
  }
}

function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query}`
}

/** Gives what a picture shows its name. */
export function reportOf(name: ReportName, shows: Report['shows']): Report {
  return { name, shows } as Report
}
