import { samplePeople } from '@claviger/core/assignment/sample-people'
import type { Refusal } from '@claviger/core/kernel/decision'
import { data, Link, replace, useNavigation } from 'react-router'
import { statusFor } from '../answers.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/assign-page'
import { textOf } from './acts.server.ts'
import { AssignBox } from './assign-box.tsx'
import { readAssignForm, readList } from './assign-form.ts'
import { previewOf } from './assign-preview.server.ts'
import { AssignPreview } from './assign-preview.tsx'
import { type Here, mustBeAllowed, placeOf } from './place.server.ts'
import { noPool, poolsShown } from './pool.server.ts'
import { chosenPool } from './pool.ts'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { place } = here
  await mustBeAllowed(here, 'licenses.assign')
  const params = args.url.searchParams
  const { home, mayOrder } = place
  return {
    ...{ home, mayOrder, ...poolsShown(place, params) },
    text: params.has('sample') ? samplePeople : await leftOver(here, params.get('from')),
    jobId: crypto.randomUUID(),
  }
}

/** The lines a job could not use, to be put right and tried again. */
async function leftOver({ app, actor, scope }: Here, jobId: string | null): Promise<string> {
  if (!jobId) return ''
  const query = { ...scope, jobId, outcome: 'refused', page: 1, perPage: 50_000 } as const
  const job = await app.views.jobPage(actor, query)
  return job.ok ? job.plan.lines.map((line) => line.address).join('\n') : ''
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const fields = await args.request.formData()
  const form = readAssignForm(fields)
  const typed = { text: form.text, pool: textOf(fields, 'pool') }
  const no = (refusal: Refusal) => data({ refusal, preview: undefined, typed }, statusFor(refusal))
  const pool = chosenPool(place.seats, typed.pool)
  if (!pool) return no(noPool)
  const list = readList(form, await app.views.organizationDomains(actor, scope))
  if (list.rows.length === 0) return no({ code: 'list_empty', field: 'list' })
  const jobId = textOf(fields, 'jobId')
  const wanted = textOf(fields, 'act') === 'assign'
  const decision = await app.operations.assignPeople(actor, {
    ...{ organizationId: scope.organizationId, teamId: pool.team.id, productCode: pool.product.code },
    ...{ rows: list.rows, cameBy: 'list', jobId, preview: !wanted },
  })
  if (!decision.ok) return no(decision.refusal)
  if (wanted) throw replace(`${place.home}/jobs/${jobId}`)
  return data({ refusal: undefined, preview: previewOf(form, list, decision.plan, pool.team.name), typed })
}

/** Paste anything, see what would happen, put doubts right in place, hand out. */
export default function AssignPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('assignment')
  const { home, mayOrder } = loaderData
  const busy = useNavigation().formData?.get('act') === 'assign'
  const { refusal, preview, typed } = actionData ?? {}
  const pools = { ...loaderData, pool: typed?.pool || loaderData.pool }
  return (
    <>
      <PageHead
        title={words('assign_title')}
        summary={words('assign_summary')}
        back={<Link to={`${home}/assign/one`}>{words('one_person_instead')}</Link>}
      />
      {refusal?.code !== 'list_empty' && <Refused refusal={refusal} />}
      {preview ? (
        <AssignPreview {...{ pools, home, mayOrder, busy, preview }} jobId={loaderData.jobId} />
      ) : (
        <AssignBox
          {...{ pools, home, refusal }}
          text={typed?.text ?? loaderData.text}
          jobId={loaderData.jobId}
        />
      )}
    </>
  )
}
