import { data, Link, redirect } from 'react-router'
import { refused } from '../answers.ts'
import { IdleField } from '../licenses/idle-field.tsx'
import { wholeDays } from '../licenses/license-address.ts'
import { shown } from '../shown.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/leavers-page'
import { textOf, undo } from './acts.server.ts'
import { AskedList } from './asked-list.tsx'
import { JobBanner } from './job-banner.tsx'
import { loadJobResult } from './job-result.server.ts'
import { LeaversBox } from './leavers-box.tsx'
import style from './leavers-page.module.css'
import { addressKeysIn, countReady, readLeavers } from './leavers-page.server.ts'
import { askThem, revokeEverything } from './people-acts.server.ts'
import { usualIdleDays } from './people-address.ts'
import { placeOf } from './place.server.ts'

const perPage = 50
const states = ['open', 'kept', 'given_back', 'freed', 'withdrawn'] as const

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, actor, scope, place } = here
  const params = args.url.searchParams
  const state = states.find((one) => one === params.get('state'))
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(params.get('page'))) || 1))
  const asked = shown(await app.views.keepQuestions(actor, { ...scope, state, page, perPage }), args.request)
  return {
    ...{ home: place.home, mayRevoke: place.mayRevoke, jobId: crypto.randomUUID() },
    ready: await countReady(here),
    spots: shown(await app.views.idleSpread(actor, scope), args.request),
    from: Math.min(365, Math.max(1, wholeDays(params.get('idle') ?? '') ?? usualIdleDays)),
    job: await loadJobResult({ app, actor, scope }, params.get('job')),
    asked: {
      ...{ counts: asked.counts, mayWithdraw: asked.mayWithdraw, state: state ?? null, page, perPage },
      questions: asked.questions.map(({ answeredAt, askedAt, ...one }) => ({
        ...one,
        askedAt: askedAt.toISOString(),
        answeredAt: answeredAt?.toISOString() ?? null,
      })),
    },
  }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const form = await args.request.formData()
  const people = { kind: 'addresses', addressKeys: [...addressKeysIn(textOf(form, 'list')).keys()] } as const
  switch (textOf(form, 'act')) {
    case 'look': {
      const read = await readLeavers(here, textOf(form, 'list'))
      return read.ok ? data({ read: read.plan, refusal: undefined }) : refused(read.refusal)
    }
    case 'revoke':
      return revokeEverything(here, args.url, form, people)
    case 'ask':
      return askThem(here, people)
    case 'undo':
      return undo(here, args.url, form)
    case 'withdraw':
      return withdraw(here, args.url, form)
    default:
      return refused({ code: 'act_unknown' })
  }
}

async function withdraw(
  { app, actor, scope }: Awaited<ReturnType<typeof placeOf>>,
  url: URL,
  form: FormData,
) {
  const ids = form.getAll('question').map(String)
  const decision = await app.operations.withdrawKeepQuestions(actor, {
    organizationId: scope.organizationId,
    questions: ids.length > 0 ? ids : 'all',
  })
  if (!decision.ok) return refused(decision.refusal)
  const said = new URLSearchParams({ withdrawn: String(decision.plan.withdrawn) })
  throw redirect(`${url.pathname}?${said}#asked`)
}

/** Who no longer needs what they hold: ready lists, a list of one's own, and what was asked first. */
export default function LeaversPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('people')
  const { home, ready, job, mayRevoke, jobId } = loaderData
  return (
    <Stack>
      <PageHead
        title={words('leavers_title')}
        summary={words('leavers_summary')}
        back={<Link to={`${home}/people`}>{words('people')}</Link>}
      />
      <Refused refusal={actionData?.refusal} />
      {job && <JobBanner job={job} home={home} />}
      {loaderData.spots.length > 0 && (
        <IdleField spots={loaderData.spots} from={loaderData.from} list={`${home}/people`} />
      )}
      <Section title={words('leavers_lists')}>
        <ul className={style.lists}>
          {ready.map(({ name, query, people }) => (
            <li key={name}>
              <Link to={`${home}/people?${query}`}>{words(name)}</Link>
              <span className={style.count}>{words('count_people', { count: people })}</span>
            </li>
          ))}
        </ul>
      </Section>
      {mayRevoke && (
        <Section title={words('list_title')}>
          <LeaversBox read={read(actionData)} jobId={jobId} home={home} />
        </Section>
      )}
      <Section title={words('asked_title')}>
        <AskedList {...loaderData.asked} home={home} />
      </Section>
    </Stack>
  )
}

function read(actionData: Route.ComponentProps['actionData']) {
  return actionData && 'read' in actionData ? actionData.read : undefined
}
