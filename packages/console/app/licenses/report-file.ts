import { notFound } from '../answers.ts'
import { serverWords } from '../words/server-words.server.ts'
import type { Route } from './+types/report-file'
import { idleField } from './pictures/idle-lanes.ts'
import { loadReport, openReports } from './report.server.ts'
import { type ReportAddress, reports } from './report-address.ts'
import { type Report, reportOf } from './report-picture.tsx'
import { type TableFile, tableFile } from './table-file.server.ts'

/** Every number of a picture, as a file for spreadsheets. */
export async function loader(args: Route.LoaderArgs) {
  const name = reports.find((one) => one === args.params.report)
  if (!name) throw notFound()
  const { here, address } = await openReports(args)
  const report = reportOf(name, await loadReport(here, name, address, args.request))
  const words = serverWords(here.locale).getFixedT(here.locale, 'pictures')
  const say: Say = (key, facts = {}) => words(key, facts)
  return tableFile(
    here,
    { format: args.url.searchParams.get('format') },
    {
      name: say(`report_${name}`),
      ...tableOf(report, address, say),
    },
  )
}

type Say = (key: string, facts?: Readonly<Record<string, number>>) => string

function tableOf(report: Report, { idle }: ReportAddress, say: Say): Pick<TableFile, 'heads' | 'rows'> {
  const heads = (...keys: string[]) => keys.map((key) => say(key))
  switch (report.name) {
    case 'seats':
      return {
        heads: heads('day', 'bought', 'used', 'refused'),
        rows: report.shows.days.map(({ day, bought, used, refused }) => [{ day }, bought, used, refused]),
      }
    case 'handout':
      return {
        heads: heads('step', 'seats'),
        rows: (['bought', 'assigned', 'accepted', 'activated'] as const).map((step) => [
          say(`step_${step}`),
          report.shows[step],
        ]),
      }
    case 'idle':
      return {
        heads: [
          ...heads('team', 'people'),
          say('idle_column', { days: idle }),
          ...heads('never_column', 'not_recorded_column'),
        ],
        rows: idleField(report.shows, idle).lanes.map((lane) => [
          ...[lane.team.name, lane.people, lane.idle, lane.never, lane.notRecorded],
        ]),
      }
    case 'teams':
      return {
        heads: heads('team', 'free', 'invited', 'in_use', 'seats'),
        rows: report.shows.map(({ team, free, invited, connected, placed, total }) => [
          ...[team.name, free, invited, connected + placed, total],
        ]),
      }
  }
}
