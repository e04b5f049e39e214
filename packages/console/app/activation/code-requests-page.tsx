import type { CodeRequestRow } from '@claviger/server/activation/code-request-views'
import { Link } from 'react-router'
import { placeOf } from '../assignment/place.server.ts'
import { PersonName } from '../licenses/person-name.tsx'
import { shown } from '../shown.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/code-requests-page'
import { RequestChip } from './request-chip.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const { requests, open } = shown(await app.views.codeRequestsPage(actor, scope), args.request)
  return {
    ...{ home: place.home, settings: scope.teamId === undefined, open },
    requests: requests.map((one) => ({ ...one, askedAt: one.askedAt.toISOString() })),
  }
}

/** Who asks for an activation code, those who wait first, and who asked before. */
export default function CodeRequestsPage({ loaderData }: Route.ComponentProps) {
  const words = useWords('activation')
  const { home, requests, open, settings } = loaderData
  const columns = useColumns(home)
  return (
    <Stack>
      <PageHead
        title={words('requests_title')}
        summary={open === 0 ? words('requests_summary_none') : words('requests_summary', { count: open })}
      />
      {requests.length === 0 ? (
        <EmptyState
          title={words('requests_summary_none')}
          action={settings && <Link to={`${home}/settings`}>{words('requests_settings')}</Link>}
        >
          {words('requests_empty')}
        </EmptyState>
      ) : (
        <DataTable
          caption={words('requests_title')}
          columns={columns}
          rows={requests}
          rowKey={(row) => row.id}
        />
      )}
      <p>{words.rich('requests_licenses_too', {}, { link: <Link to={`${home}/requests`} /> })}</p>
    </Stack>
  )
}

interface Row extends Omit<CodeRequestRow, 'askedAt'> {
  readonly askedAt: string
}

function useColumns(home: string): Column<Row>[] {
  const words = useWords('activation')
  return [
    {
      key: 'person',
      head: words('requests_person'),
      cell: (row) => (
        <Link to={`${home}/code-requests/${row.id}`}>
          <PersonName person={row} nobody="" />
        </Link>
      ),
    },
    { key: 'for', head: words('requests_for'), cell: (row) => row.product },
    {
      key: 'state',
      head: words('requests_state'),
      nowrap: true,
      priority: 1,
      cell: (row) => <RequestChip state={row.state} />,
    },
    { key: 'reason', head: words('requests_reason'), cell: (row) => <bdi>{row.reason}</bdi> },
    {
      key: 'asked',
      head: words('requests_asked'),
      nowrap: true,
      cell: (row) => <MomentText at={row.askedAt} />,
    },
    { key: 'team', head: words('requests_team'), priority: 3, cell: (row) => row.team },
  ]
}
