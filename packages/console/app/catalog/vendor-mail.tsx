import { data } from 'react-router'
import { refused } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { NextPager } from '../ui/next-pager.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-mail'
import { letterShown, letterStates } from './letter-state.ts'
import { LettersTable } from './letters-table.tsx'
import { KeptHere, MailSender } from './mail-way.tsx'
import { resendLetter } from './resend-letter.server.ts'

export const handle = { words: 'mail' }

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const params = new URL(request.url).searchParams
  const state = letterStates.find((one) => one === params.get('state')) ?? null
  const search = (params.get('q') ?? '').trim().slice(0, 200)
  const from = params.get('page') ?? ''
  const page = shown(await app.views.mailPage(actor, { state, search, from }), request)
  return {
    ...{ ...page, rows: page.rows.map(letterShown), first: from === '', searched: search !== '' },
    mails: app.config.smtpUrl !== undefined,
  }
}

export async function action({ context, request }: Route.ActionArgs) {
  const decision = await resendLetter(context, typedIn(await request.formData()).letter ?? '')
  return decision.ok ? data({ again: decision.plan.letterId, refusal: undefined }) : refused(decision.refusal)
}

/** Every letter there is: what left, what waits, what did not leave and why. */
export default function VendorMail({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('mail')
  const { counts, mails, sender } = loaderData
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <>
      <PageHead title={words('mail')} summary={total > 0 && <Summary counts={counts} total={total} />} />
      <Stack>
        {!mails && <KeptHere />}
        <Refused refusal={actionData?.refusal} />
        {actionData && 'again' in actionData && (
          <Banner tone="ok" focus key={actionData.again}>
            {words(mails ? 'sent_again' : 'kept_again')}
          </Banner>
        )}
        {total === 0 ? (
          <EmptyState title={words('no_letters_title')}>{words('no_letters')}</EmptyState>
        ) : (
          <Letters data={loaderData} total={total} />
        )}
        <MailSender sender={sender} />
      </Stack>
    </>
  )
}

type Loaded = Route.ComponentProps['loaderData']

function Summary({ counts, total }: { counts: Loaded['counts']; total: number }) {
  const words = useWords('mail')
  return [
    words('summary', { count: total }),
    counts.failed > 0 && words('summary_failed', { count: counts.failed }),
    counts.waiting > 0 && words('summary_waiting', { count: counts.waiting }),
  ]
    .filter(Boolean)
    .join(' ')
}

function Letters({ data, total }: { data: Loaded; total: number }) {
  const words = useWords('mail')
  const { rows, matching, next, first, searched } = data
  const options = letterStates.map((value) => ({ value, label: words(`state_${value}`) }))
  return (
    <>
      <FilterBar
        search={words('search')}
        filters={[{ name: 'state', label: words('state'), options }]}
        shown={matching}
        total={total}
      />
      {rows.length > 0 ? (
        <LettersTable letters={rows} />
      ) : (
        <EmptyState
          title={words('no_match_title')}
          action={<LinkButton to="/vendor/mail">{words('show_all')}</LinkButton>}
        >
          {words(matching > 0 ? 'no_more' : searched ? 'no_match' : 'none_in_state')}
        </EmptyState>
      )}
      <NextPager next={next} first={first} firstLabel={words('newest')} nextLabel={words('older')} />
    </>
  )
}
