import { Form, Link, replace } from 'react-router'
import { refused } from '../answers.ts'
import { textOf } from '../assignment/acts.server.ts'
import { mustBeAllowed, placeOf } from '../assignment/place.server.ts'
import { selectionAt, selectionQuery } from '../assignment/selection-address.server.ts'
import { shown } from '../shown.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Pager } from '../ui/pager.tsx'
import { Actions, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/codes-page'
import { CodesTable } from './codes-table.tsx'

const perPage = 50

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  await mustBeAllowed(here, 'licenses.assign')
  const { app, actor, place, scope } = here
  const params = args.url.searchParams
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(params.get('page'))) || 1))
  const query = { ...scope, selection: selectionAt(here, params), page, perPage }
  const { rows, ...counts } = shown(await app.views.codeList(actor, query), args.request)
  return {
    ...{ home: place.home, query: selectionQuery(params), page, ...counts },
    rows: rows.map(({ code, ...row }) => ({
      ...row,
      code: code && { ...code, issuedAt: code.issuedAt.toISOString() },
    })),
    formId: crypto.randomUUID(),
  }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const { app, actor, scope, place } = here
  const jobId = textOf(await args.request.formData(), 'id')
  const decision = await app.operations.mailCodes(actor, {
    organizationId: scope.organizationId,
    selection: selectionAt(here, args.url.searchParams),
    jobId,
  })
  if (!decision.ok) return refused(decision.refusal)
  throw replace(`${place.home}/jobs/${jobId}`)
}

/** Activation codes for many: what will happen, three ways to hand them out, and who has which. */
export default function CodesPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('activation')
  const { home, held, rows } = loaderData
  return (
    <Stack>
      <PageHead
        title={words(held === 0 ? 'codes_title_none' : 'codes_title', { count: held })}
        summary={useSummary(loaderData)}
        back={<Link to={`${home}/licenses`}>{words('codes_back')}</Link>}
      />
      <Refused refusal={actionData?.refusal} />
      {held === 0 ? (
        <EmptyState title={words('codes_nobody_there')}>{words('codes_empty')}</EmptyState>
      ) : (
        <>
          <Ways {...loaderData} />
          <CodesTable rows={rows} home={home} />
          <Pager page={loaderData.page} perPage={perPage} total={held} />
        </>
      )}
    </Stack>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function useSummary({ held, licenses, withCode }: Loaded): string {
  const words = useWords('activation')
  if (held === 0) return ''
  const free = licenses - held
  return [
    words('codes_held', { count: held }),
    withCode === 0 ? words('codes_none_have') : words('codes_have', { count: withCode }),
    free > 0 && words('codes_nobody', { count: free }),
  ]
    .filter(Boolean)
    .join(' ')
}

/** Mail is a job with a report of its own; the files come from an address of their own, so that the page stays. */
function Ways({ home, query, held, withCode, formId }: Loaded) {
  const words = useWords('activation')
  return (
    <>
      <p>
        {words('cannot_call_back')} {withCode > 0 && words('codes_same')}
      </p>
      <Actions>
        <Form method="post" preventScrollReset>
          <input type="hidden" name="id" value={formId} />
          <Button variant="primary">{words('codes_mail', { count: held })}</Button>
        </Form>
        <Form method="post" reloadDocument action={`${home}/codes/file?${query}`}>
          <Actions>
            <Button name="way" value="zip">
              {words('codes_zip')}
            </Button>
            <Button name="way" value="csv">
              {words('codes_csv')}
            </Button>
          </Actions>
        </Form>
      </Actions>
    </>
  )
}
