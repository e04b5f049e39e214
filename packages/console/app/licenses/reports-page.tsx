import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/reports-page'
import { NoLicenses } from './no-licenses.tsx'
import { loadReport, openReports } from './report.server.ts'
import { reports } from './report-address.ts'
import { ReportFilters } from './report-filters.tsx'
import { ReportPicture, reportOf } from './report-picture.tsx'

export const handle = { words: 'pictures' }

export async function loader(args: Route.LoaderArgs) {
  const { here, address, frame } = await openReports(args)
  const load = async (name: (typeof reports)[number]) =>
    reportOf(name, await loadReport(here, name, address, args.request))
  return { frame, reports: await Promise.all(reports.map(load)) }
}

/** What the seats say, in pictures. */
export default function ReportsPage({ loaderData }: Route.ComponentProps) {
  const words = useWords('pictures')
  const { frame } = loaderData
  if (frame.empty) return <NoLicenses {...frame} title={words('reports')} />
  return (
    <>
      <PageHead title={words('reports')} summary={words('reports_summary')} />
      <Stack>
        <ReportFilters {...frame} spans />
      </Stack>
      {loaderData.reports.map((report) => (
        <Section key={report.name} title={words(`report_${report.name}`)}>
          <ReportPicture report={report} frame={frame} />
        </Section>
      ))}
    </>
  )
}
