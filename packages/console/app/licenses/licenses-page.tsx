import type { ListLook } from '@claviger/server/assignment/list-look-views'
import { replace } from 'react-router'
import { signOutMachine } from '../activation/machines.server.ts'
import { notShown, refused } from '../answers.ts'
import { askTicked, hereWith, resend, revokeTicked, textOf, undo } from '../assignment/acts.server.ts'
import { JobBanner } from '../assignment/job-banner.tsx'
import { loadJobResult } from '../assignment/job-result.server.ts'
import { type Here, placeOf } from '../assignment/place.server.ts'
import { ticksTo } from '../assignment/selection-address.server.ts'
import { shown } from '../shown.ts'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/licenses-page'
import { columnsChosen } from './column-keys.ts'
import { filterOf, readLicensesAddress, viewQuery } from './license-address.ts'
import { loadPanel } from './license-panel.server.ts'
import { LicensePanel } from './license-panel.tsx'
import { rowShown } from './license-row.server.ts'
import { builtInViews } from './license-views.ts'
import { LicensesTable } from './licenses-table.tsx'
import { changeLook } from './list-look.server.ts'
import { NoLicenses } from './no-licenses.tsx'
import { SeatPicture, useSeatSentence } from './seat-picture.tsx'
import { loadSeats } from './seat-totals.server.ts'
import { ViewTabs } from './view-tabs.tsx'

export const handle = { words: 'activity' }

const perPage = 50

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, actor, place, scope } = here
  const params = args.url.searchParams
  const address = readLicensesAddress(params, place)
  const job = await loadJobResult(here, address.job)
  const look = shown(await app.views.listLook(actor, { ...scope, page: 'licenses' }), args.request)
  const columns = columnsChosen(look.columns)
  const query = { ...scope, ...address, alsoJob: job?.id, perPage, fallback: columns.includes('fallback') }
  const found = await app.views.licensesPage(actor, query)
  if (!found.ok) throw notShown(found.refusal)
  const { rows, total, held, mayAssign, mayRevoke } = found.plan
  const panel = address.open ? await loadPanel(here, address.open) : null
  const { home, name, mayMove, mayOrder, today, seats } = place
  return {
    ...{ home, name, total, held, mayAssign, mayRevoke, mayMove, mayOrder, job, today, columns, perPage },
    ...{ filter: filterOf(params), page: address.page, mailed: params.get('mailed'), maySave: look.maySave },
    views: viewsAbove(here, look, params),
    rows: rows.map((row) => rowShown(row, today, job)),
    totals: (await loadSeats(here)).totals,
    products: [...new Map(seats.map(({ product }) => [product.slug, product.name]))],
    teams: [...new Map(seats.map(({ team }) => [String(team.id), team.name]))],
    panel: panel?.ok ? panel.plan : null,
    notOpened: panel?.ok === false ? panel.refusal : undefined,
    jobId: crypto.randomUUID(),
  }
}

/** Our own views and those that were given a name here, with the one in sight known by its query. */
function viewsAbove({ place, publicOrigin }: Here, { views, maySave }: ListLook, params: URLSearchParams) {
  const list = `${place.home}/licenses`
  const ours = builtInViews.map((view) => ({ ...view, name: null, mayChange: false }))
  return {
    views: [...ours, ...views],
    ...{ query: viewQuery(params), list, address: `${publicOrigin}${list}`, maySave },
  }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const form = await args.request.formData()
  const read = (query: URLSearchParams) => readLicensesAddress(query, here.place).filter
  switch (textOf(form, 'act')) {
    case 'revoke':
      return revokeTicked(here, args.url, form, read)
    case 'codes':
      return ticksTo('codes', here, form)
    case 'ask':
      return askTicked(here, form, read)
    case 'remind':
      return ticksTo('remind', here, form)
    case 'export':
      return ticksTo('licenses/export', here, form)
    case 'columns':
    case 'save_view':
    case 'rename_view':
    case 'delete_view':
      return changeLook(here, args.url, form)
    case 'move':
      return ticksTo('move', here, form)
    case 'undo':
      return undo(here, args.url, form)
    case 'resend':
      return resend(here, args.url, form)
    case 'sign_out_machine': {
      const signedOut = await signOutMachine(here, here.scope.organizationId, form)
      if (!signedOut.ok) return refused(signedOut.refusal)
      throw replace(hereWith(args.url, {}))
    }
    default:
      return refused({ code: 'act_unknown' })
  }
}

/** The table of all licenses: find, hand out, take back. */
export default function LicensesPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('licenses')
  const sentence = useSeatSentence()
  const { totals, home, job, mayAssign, mayOrder } = loaderData
  if (totals.total === 0)
    return <NoLicenses title={words('licenses')} name={loaderData.name} home={home} mayOrder={mayOrder} />
  return (
    <>
      <PageHead
        title={words('licenses')}
        summary={sentence(totals)}
        actions={
          mayAssign && (
            <LinkButton to={`${home}/assign`} variant="primary">
              {words('assign_licenses')}
            </LinkButton>
          )
        }
      />
      <Stack>
        <SeatPicture totals={totals} home={home} />
        <Refused refusal={actionData?.refusal ?? loaderData.notOpened} />
        {job && <JobBanner job={job} home={home} />}
        <ViewTabs {...loaderData.views} refusal={actionData?.refusal} />
        <LicensesTable data={loaderData} />
        {loaderData.panel && <LicensePanel panel={loaderData.panel} list={loaderData} />}
      </Stack>
    </>
  )
}
