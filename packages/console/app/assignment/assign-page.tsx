import { samplePeople } from '@claviger/core/assignment/sample-people'
import type { Refusal } from '@claviger/core/kernel/decision'
import type { JobLine } from '@claviger/server/assignment/job-views'
import { data, Link, replace, useNavigation } from 'react-router'
import { statusFor } from '../answers.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/assign-page'
import { AssignBox } from './assign-box.tsx'
import { asCounted, readList } from './assign-form.ts'
import {
  goesOn,
  keepFile,
  keepPasted,
  pastedPreview,
  refuseUntil,
  sentFile,
  sentList,
  withUntil,
} from './assign-page.server.ts'
import { AssignPreview } from './assign-preview.tsx'
import { ListsBegun } from './lists-begun.tsx'
import { type Here, mustBeAllowed, placeOf } from './place.server.ts'
import { noPool, poolsShown } from './pool.server.ts'
import { chosenPool } from './pool.ts'

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
  const { app, actor, place, scope } = here
  const fields = await args.request.formData()
  const sent = sentList(fields)
  const { form, pool: wanted, until, jobId } = sent
  const typed = { text: form.text, pool: wanted, until }
  const no = (refusal: Refusal) => data({ refusal, preview: undefined, typed }, statusFor(refusal))
  const late = refuseUntil(until, place.today)
  if (late) return no(late)
  const file = sentFile(fields)
  if (file) return no(await keepFile(here, sent, file))
  const pool = chosenPool(place.seats, wanted)
  if (!pool) return no(noPool)
  const list = readList(form, await app.views.organizationDomains(actor, scope))
  if (list.rows.length === 0) return no({ code: 'list_empty', field: 'list' })
  if (goesOn(sent, list)) return no(await keepPasted(here, sent))
  const chosen = { teamId: pool.team.id, productCode: pool.product.code }
  const preview = sent.act !== 'assign'
  const rows = withUntil(list.rows, until)
  const decision = await app.operations.assignPeople(actor, {
    ...{ organizationId: scope.organizationId, ...chosen, rows: preview ? rows : asCounted(rows) },
    ...{ cameBy: 'list', jobId, preview },
  })
  if (!decision.ok) return no(decision.refusal)
  if (!preview) throw replace(`${place.home}/jobs/${jobId}`)
  const { plan } = decision
  if (sent.act === 'choose' || sent.lack) return no(await keepPasted(here, sent, plan))
  return data({
    ...{ refusal: undefined, typed },
    preview: pastedPreview(form, list, { plan, chosen, pools: place.seats }),
  })
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
