import { samplePeople } from '@claviger/core/assignment/sample-people'
import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import type { JobLine } from '@claviger/server/assignment/job-views'
import { data, Link, useNavigation } from 'react-router'
import { statusFor } from '../answers.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/assign-page'
import { AssignBox } from './assign-box.tsx'
import {
  keepFile,
  type PastedPreview,
  refuseUntil,
  type SentList,
  seePasted,
  sentFile,
  sentList,
} from './assign-page.server.ts'
import { AssignPreview } from './assign-preview.tsx'
import { ListsBegun } from './lists-begun.tsx'
import { type Here, mustBeAllowed, placeOf } from './place.server.ts'
import { poolsShown } from './pool.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, actor, place, scope } = here
  await mustBeAllowed(here, 'licenses.assign')
  const params = args.url.searchParams
  const begun = await app.views.peopleFiles(actor, scope)
  return {
    ...{ home: place.home, mayOrder: place.mayOrder, today: place.today, ...poolsShown(place, params) },
    text: params.has('sample') ? samplePeople : await leftOver(here, params.get('from')),
    begun: begun.ok ? begun.plan.map((list) => ({ ...list, madeAt: list.madeAt.toISOString() })) : [],
    jobId: crypto.randomUUID(),
  }
}

/** The lines a job could not use, to be put right and tried again. */
async function leftOver({ app, actor, scope }: Here, jobId: string | null): Promise<string> {
  if (!jobId) return ''
  const query = { ...scope, jobId, outcome: 'refused', page: 1, perPage: 50_000 } as const
  const job = await app.views.jobPage(actor, query)
  return job.ok ? job.plan.lines.map(lineAsTyped).join('\n') : ''
}

/** What could not be read stands there as it was; an address keeps its name. */
function lineAsTyped({ name, address }: JobLine): string {
  return name === '' || address.includes(name) ? address : `${name} <${address}>`
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const fields = await args.request.formData()
  const sent = sentList(fields)
  const seen = await see(here, sent, sentFile(fields))
  const typed = { text: sent.form.text, pool: sent.pool, until: sent.until }
  return seen.ok
    ? data({ refusal: undefined, preview: seen.plan, typed })
    : data({ refusal: seen.refusal, preview: undefined, typed }, statusFor(seen.refusal))
}

async function see(here: Here, sent: SentList, file: File | null): Promise<Decision<PastedPreview, Refusal>> {
  const late = refuseUntil(sent.until, here.place.today)
  if (late) return { ok: false, refusal: late }
  return file ? { ok: false, refusal: await keepFile(here, sent, file) } : seePasted(here, sent)
}

/** Paste anything, see what would happen, put doubts right in place, hand out. */
export default function AssignPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('assignment')
  const { home, mayOrder, today, jobId } = loaderData
  const busy = useNavigation().formData?.get('act') === 'assign'
  const { refusal, preview, typed } = actionData ?? {}
  const giving = {
    pools: { ...loaderData, pool: typed?.pool || loaderData.pool },
    until: typed?.until ?? '',
    today,
  }
  return (
    <>
      <PageHead
        title={words('assign_title')}
        summary={words('assign_summary')}
        back={<Link to={`${home}/assign/one`}>{words('one_person_instead')}</Link>}
      />
      {refusal?.field === undefined && <Refused refusal={refusal} />}
      {preview ? (
        <AssignPreview {...{ home, mayOrder, busy, preview, jobId, ...giving }} />
      ) : (
        <>
          <AssignBox {...{ home, refusal, jobId, ...giving }} text={typed?.text ?? loaderData.text} />
          <ListsBegun lists={loaderData.begun} home={home} />
        </>
      )}
    </>
  )
}
