import { Link } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { NextPager } from '../ui/next-pager.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/log-page'
import { useAnswerWords } from './answer-words.ts'
import { callShown } from './call-shown.server.ts'
import { CallsTable } from './calls-table.tsx'
import { LiveLine } from './live-line.tsx'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const params = new URL(request.url).searchParams
  const asked = (name: string) => (params.get(name) ?? '').slice(0, 100)
  const query = {
    product: asked('product'),
    answer: asked('answer'),
    search: asked('q'),
    from: asked('page'),
  }
  const page = shown(await app.views.productCalls(actor, { ...query, perPage: 50 }), request)
  return { ...page, calls: page.calls.map(callShown), first: query.from === '' }
}

/** Everything products have asked lately, with the reason of each refusal. */
export default function LogPage({ loaderData }: Route.ComponentProps) {
  const words = useWords('dev')
  return (
    <>
      <PageHead
        title={words('log')}
        summary={words('log_summary')}
        back={<Link to="/dev">{words('nav_first_check')}</Link>}
      />
      {loaderData.total === 0 ? (
        <EmptyState
          title={words('no_calls_title')}
          action={<LinkButton to="/dev">{words('to_first_check')}</LinkButton>}
        >
          {words('no_calls')}
        </EmptyState>
      ) : (
        <Calls page={loaderData} />
      )}
    </>
  )
}

function Calls({ page }: { page: Route.ComponentProps['loaderData'] }) {
  const words = useWords('dev')
  const answerWords = useAnswerWords()
  const filters = [
    {
      name: 'product',
      label: words('product'),
      options: page.products.map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      name: 'answer',
      label: words('answer'),
      options: page.answers.map((answer) => ({ value: answer, label: answerWords(answer) })),
    },
  ]
  return (
    <Stack>
      <FilterBar search={words('search_license')} filters={filters} shown={page.matching} total={page.total}>
        <LiveLine />
      </FilterBar>
      {page.calls.length > 0 ? (
        <CallsTable calls={page.calls} />
      ) : (
        <EmptyState
          title={words('no_match_title')}
          action={<LinkButton to="/dev/log">{words('show_all')}</LinkButton>}
        >
          {words('no_match')}
        </EmptyState>
      )}
      <NextPager
        next={page.next}
        first={page.first}
        firstLabel={words('newest')}
        nextLabel={words('older')}
      />
    </Stack>
  )
}
