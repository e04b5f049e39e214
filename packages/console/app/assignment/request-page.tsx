import { actorAddress } from '@claviger/core/teams/actor'
import { Link } from 'react-router'
import { refused } from '../answers.ts'
import { shown } from '../shown.ts'
import { KeyValue } from '../ui/key-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/request-page'
import { sendNow, textOf, undo } from './acts.server.ts'
import { JobBanner } from './job-banner.tsx'
import { loadJobResult } from './job-result.server.ts'
import { placeOf } from './place.server.ts'
import { approve, decline } from './request-acts.server.ts'
import { RequestAnswer } from './request-answer.tsx'
import { RequestAnswered } from './request-answered.tsx'
import style from './request-page.module.css'
import { requestShown } from './request-shown.ts'
import { CameFrom } from './requests-table.tsx'
import { useRequestWords } from './use-request-words.ts'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, actor, place, scope } = here
  const { mayAnswer, ...request } = shown(
    await app.views.requestPage(actor, { ...scope, id: args.params.request }),
    args.request,
  )
  const seats = place.seats.filter((seat) => seat.product.code === request.product.code)
  return {
    ...{ home: place.home, mayAnswer, mayOrder: place.mayOrder, account: actorAddress(actor) ?? '' },
    request: requestShown(request),
    pools: seats.map(({ team, free }) => ({ team, free })),
    job: await loadJobResult(here, args.url.searchParams.get('job')),
    jobId: crypto.randomUUID(),
  }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const form = await args.request.formData()
  const ids = [args.params.request]
  switch (textOf(form, 'act')) {
    case 'approve':
      return approve(here, args.url, form, ids)
    case 'decline':
      return decline(here, args.url, form, ids)
    case 'undo':
      return undo(here, args.url, form)
    case 'send_now':
      return sendNow(here, args.url, form)
    default:
      return refused({ code: 'act_unknown' })
  }
}

/** One request: who, for what, why, and the answer. Opening it answers nothing. */
export default function RequestPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('requests')
  const say = useRequestWords()
  const format = useFormat()
  const { request, home, job, mayAnswer } = loaderData
  const { product, team, name, address, note, state } = request
  const answerable = state === 'open' || state === 'declined'
  return (
    <Task>
      <PageHead
        title={words('title', { person: name || address, product: product.name })}
        thing={words('requests')}
        summary={`${words('asked_at', { when: format.dateTime(request.askedAt) })} ${say.reason(request.reason)}`}
        back={<Link to={`${home}/requests`}>{words('requests')}</Link>}
      />
      <Refused refusal={actionData?.refusal} />
      {job ? <JobBanner job={job} home={home} /> : <RequestAnswered request={request} home={home} />}
      <Section title={words('their_line')}>
        {note === '' ? <p>{words('no_note')}</p> : <blockquote className={style.line}>{note}</blockquote>}
      </Section>
      <KeyValue
        entries={[
          { key: words('address'), value: <Address request={request} /> },
          { key: words('team'), value: team.name },
          { key: words('came_from'), value: <CameFrom row={request} home={home} /> },
          { key: words('costs'), value: say.costs(request) },
        ]}
      />
      {answerable && mayAnswer && <RequestAnswer data={loaderData} refusal={actionData?.refusal} />}
    </Task>
  )
}

function Address({ request: { address, proved } }: { request: { address: string; proved: boolean } }) {
  const words = useWords('requests')
  return (
    <>
      <bdi>{address}</bdi> {words(proved ? 'proved' : 'not_proved')}
    </>
  )
}
