import type { JobSummary } from '@claviger/server/assignment/job-views'
import { notShown } from '../answers.ts'
import { separatorFor } from '../csv.ts'
import { formatFor } from '../words/format.ts'
import { refusalWords } from '../words/refusal-words.ts'
import { serverWords } from '../words/server-words.server.ts'
import type { Route } from './+types/job-report-csv'
import { writeReport } from './job-report.ts'
import { type Here, placeOf } from './place.server.ts'

/** Every line of a job's report as a file for spreadsheets. */
export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, actor, scope, locale } = here
  const query = { ...scope, jobId: args.params.job, page: 1, perPage: 50_000 }
  const found = await app.views.jobPage(actor, query)
  if (!found.ok) throw notShown(found.refusal)
  const { lines, kind, id } = found.plan
  return new Response(writeReport(lines, await wordsOf(here, kind)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${kind}-${id}-${locale}.csv"`,
    },
  })
}

async function wordsOf({ app, actor, locale }: Here, kind: JobSummary['kind']) {
  const i18n = serverWords(locale)
  const say = i18n.getFixedT(locale, 'assignment')
  const { timeZone } = await app.views.rootFrame(actor, {})
  const refusals = refusalWords(i18n, formatFor({ locale, timeZone, now: app.clock().toISOString() }))
  const teams = kind === 'move'
  const from = teams ? ['moved_from'] : []
  const heads = ['line_head', 'person', 'address', 'license_id', ...from, 'what_happened', 'why_head']
  return {
    separator: separatorFor(locale),
    ...{ teams, heads: heads.map((head) => say(head)) },
    outcome: (line) => (line.outcome === 'done' ? say(`line_${kind}`) : say(`line_${line.outcome}`)),
    reason: ({ reason }) => (reason.code === undefined ? '' : refusals.sentence(reason)),
  } satisfies Parameters<typeof writeReport>[1]
}
