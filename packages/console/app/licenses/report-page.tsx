import { Link } from 'react-router'
import { notFound } from '../answers.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/report-page'
import { NoLicenses } from './no-licenses.tsx'
import { loadReport, openReports } from './report.server.ts'
import { reports } from './report-address.ts'
import { ReportFilters } from './report-filters.tsx'
import { ReportPicture, reportOf } from './report-picture.tsx'

export const handle = { words: 'pictures' }

export async function loader(args: Route.LoaderArgs) {
  const name = reports.find((one) => one === args.params.report)
  if (!name) throw notFound()
  const { here, address, frame } = await openReports(args)
  return { frame, report: reportOf(name, await loadReport(here, name, address, args.request)) }
}

/** One picture with the page to itself, its numbers open. */
export default function ReportPage({ loaderData: { frame, report } }: Route.ComponentProps) {
  const words = useWords('pictures')
  const title = words(`report_${report.name}`)
  if (frame.empty) return <NoLicenses {...frame} title={title} />
  return (
    <>
      <PageHead title={title} back={<Link to={`${frame.home}/reports`}>{words('all_reports')}</Link>} />
      <Stack>
        <ReportFilters {...frame} spans={report.name === 'seats'} />
        <ReportPicture report={report} frame={frame} alone />
      </Stack>
    </>
  )
}
