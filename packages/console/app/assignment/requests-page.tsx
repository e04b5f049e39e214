import type { Refusal } from '@claviger/core/kernel/decision'
import { Link } from 'react-router'
import { refused } from '../answers.ts'
import { shown } from '../shown.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Pager } from '../ui/pager.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords, type Words } from '../words/use-words.ts'
import type { Route } from './+types/requests-page'
import { sendNow, textOf, undo } from './acts.server.ts'
import { JobBanner } from './job-banner.tsx'
import { loadJobResult } from './job-result.server.ts'
import { placeOf } from './place.server.ts'
import { approve, decline } from './request-acts.server.ts'
import { requestShown } from './request-shown.ts'
import { ages, readRequestsAddress, shownStates } from './requests-address.ts'
import { RequestsTable } from './requests-table.tsx'

const perPage = 100

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, actor, place, scope } = here
  const params = args.url.searchParams
  const { filter, newestFirst, page } = readRequestsAddress(params, place)
  const query = { ...scope, ...filter, newestFirst, page, perPage }
  const { requests, total, waiting, mayAnswer } = shown(
    await app.views.requestsPage(actor, query),
    args.request,
  )
  const { home, seats, teamId } = place
  return {
    ...{ home, total, waiting, mayAnswer, page, perPage, filter: filterIn(params) },
    requests: requests.map(requestShown),
    products: [...new Map(seats.map(({ product }) => [product.slug, product.name]))],
    teams: teamId === undefined ? [...new Map(seats.map(({ team }) => [String(team.id), team.name]))] : [],
    job: await loadJobResult(here, params.get('job')),
    jobId: crypto.randomUUID(),
    declined: Math.max(0, Math.trunc(Number(params.get('declined'))) || 0),
  }
}

const filters = ['q', 'state', 'product', 'team', 'days', 'seat'] as const

/** What of the address decides which requests are listed. */
const filterIn = (params: URLSearchParams) =>
  filters.map((name) => params.getAll(name).map((value) => `${name}=${value}`)).join('&')

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const form = await args.request.formData()
  const act = textOf(form, 'act')
  if (act === 'undo') return undo(here, args.url, form)
  if (act === 'send_now') return sendNow(here, args.url, form)
  const ids = form.getAll('ticked').map(String)
  // A no is written in a box: whatever keeps it from being sent is said there.
  if (ids.length === 0)
    return refused({ code: 'nothing_selected', ...(act === 'decline' && { field: 'note' }) })
  if (act === 'approve') return approve(here, args.url, form, ids)
  return act === 'decline' ? decline(here, args.url, form, ids) : refused({ code: 'act_unknown' })
}

/** Who asks for a license, those who wait longest first, and the answer for many at once. */
export default function RequestsPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('requests')
  const { home, waiting, total, requests, job, declined, filter } = loaderData
  const filtered = filter.replaceAll('&', '') !== ''
  return (
    <>
      <PageHead
        title={words('requests')}
        summary={waiting === 0 ? words('summary_none') : words('summary', { count: waiting })}
      />
      <Stack>
        <Refused refusal={actionData?.refusal} />
        {job && <JobBanner job={job} home={home} />}
        {declined > 0 && !actionData && (
          <Banner tone="ok" focus>
            {words('declined_done', { count: declined })}
          </Banner>
        )}
        {total === 0 && !filtered ? (
          <NobodyWaits home={home} />
        ) : (
          <Requests data={loaderData} refusal={actionData?.refusal} />
        )}
        {total > 0 && requests.length > 0 && <Pager {...loaderData} />}
        <p>{words.rich('codes_too', {}, { link: <Link to={`${home}/code-requests`} /> })}</p>
      </Stack>
    </>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function NobodyWaits({ home }: { home: string }) {
  const words = useWords('requests')
  return (
    <EmptyState
      title={words('summary_none')}
      action={
        <>
          <LinkButton to={`${home}/links`}>{words('empty_links')}</LinkButton>
          <Link to={`${home}/requests?state=all`}>{words('state_all')}</Link>
        </>
      }
    >
      {words('empty')}
    </EmptyState>
  )
}

function Requests({ data, refusal }: { data: Loaded; refusal: Refusal | undefined }) {
  const words = useWords('requests')
  const { home, requests, total } = data
  return (
    <>
      <FilterBar
        search={words('search')}
        filters={filtersOf(data, words)}
        others={['job', 'declined']}
        shown={requests.length}
        total={total}
      />
      {requests.length === 0 ? (
        <EmptyState
          title={words('nobody_matches')}
          action={<LinkButton to={`${home}/requests`}>{words('show_waiting')}</LinkButton>}
        >
          {words('empty')}
        </EmptyState>
      ) : (
        <RequestsTable data={data} refusal={refusal} />
      )}
    </>
  )
}

function filtersOf({ products, teams }: Loaded, words: Words<'requests'>) {
  const filter = (name: string, label: string, options: readonly (readonly [string, string])[]) => ({
    ...{ name, label },
    options: options.map(([value, text]) => ({ value, label: text })),
  })
  return [
    filter(
      'state',
      words('filter_state'),
      shownStates.map((state) => [state, words(`state_${state}`)]),
    ),
    ...(products.length > 1 ? [filter('product', words('filter_product'), products)] : []),
    ...(teams.length > 1 ? [filter('team', words('filter_team'), teams)] : []),
    filter(
      'days',
      words('filter_age'),
      ages.map((days) => [String(days), words('days', { count: days })]),
    ),
    filter('seat', words('filter_seat'), [
      ['free', words('with_seat')],
      ['none', words('without_seat')],
    ]),
  ]
}
