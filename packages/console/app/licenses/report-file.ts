import { notFound } from '../answers.ts'
import { separatorFor, writeCsv } from '../csv.ts'
import { serverWords } from '../words/server-words.server.ts'
import type { Route } from './+types/report-file'
import { idleField } from './pictures/idle-lanes.ts'
import { loadReport, openReports } from './report.server.ts'
import { type ReportAddress, reports } from './report-address.ts'
import { type Report, reportOf } from './report-picture.tsx'

/** Every number of a picture, as a file for spreadsheets. */
export async function loader(args: Route.LoaderArgs) {
  const name = reports.find((one) => one === args.params.report)
  if (!name) throw notFound()
  const { here, address } = await openReports(args)
  const report = reportOf(name, await loadReport(here, name, address, args.request))
  const say = serverWords(here.locale).getFixedT(here.locale, 'pictures')
  const text = writeCsv(
    rowsOf(report, address, (key, facts = {}) => say(key, facts)),
    separatorFor(here.locale),
  )
  return new Response(text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}-${here.place.today}.csv"`,
    },
  })
}

type Say = (key: string, facts?: Readonly<Record<string, number>>) => string

function rowsOf(report: Report, address: ReportAddress, say: Say): string[][] {
  const heads = (...keys: string[]) => keys.map((key) => say(key))
  switch (report.name) {
    case 'seats':
      return [
        heads('day', 'bought', 'used', 'refused'),
        ...report.shows.days.map(({ day, ...counts }) => [
          day,
          ...figures(counts.bought, counts.used, counts.refused),
        ]),
      ]
    case 'handout':
      return [
        heads('step', 'seats'),
        ...(['bought', 'assigned', 'accepted', 'activated'] as const).map((step) => [
          say(`step_${step}`),
          ...figures(report.shows[step]),
        ]),
      ]
    case 'idle':
      return [
        [
          say('team'),
          say('people'),
          say('idle_column', { days: address.idle }),
          ...heads('never_column', 'not_recorded_column'),
        ],
        ...idleField(report.shows, address.idle).lanes.map((lane) => [
          lane.team.name,
          ...figures(lane.people, lane.idle, lane.never, lane.notRecorded),
        ]),
      ]
    case 'teams':
      return [
        heads('team', 'free', 'invited', 'in_use', 'seats'),
        ...report.shows.map((room) => [
          room.team.name,
          ...figures(room.free, room.invited, room.connected + room.placed, room.total),
        ]),
      ]
  }
}

const figures = (...numbers: readonly number[]) => numbers.map(String)
