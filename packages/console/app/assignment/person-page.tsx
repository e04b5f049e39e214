import { Form, Link, redirect } from 'react-router'
import { refused } from '../answers.ts'
import { OwnLog } from '../licenses/own-log.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/person-page'
import { hereWith, textOf, undo } from './acts.server.ts'
import { JobBanner } from './job-banner.tsx'
import { askThem, revokeEverything } from './people-acts.server.ts'
import { PersonHeld } from './person-held.tsx'
import { PersonLetters } from './person-letters.tsx'
import { loadPerson } from './person-page.server.ts'
import { PersonPast } from './person-past.tsx'
import { PersonReminders } from './person-reminders.tsx'
import { PersonRequests } from './person-requests.tsx'
import { placeOf } from './place.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  return loadPerson(here, args.params.person, args)
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const form = await args.request.formData()
  const them = { kind: 'these', personIds: [args.params.person] } as const
  switch (textOf(form, 'act')) {
    case 'remove':
      return revokeEverything(here, args.url, form, them)
    case 'ask':
      return askThem(here, them)
    case 'undo':
      return undo(here, args.url, form)
    case 'reassign': {
      const ticked = form.getAll('ticked').map((id) => ['ticked', String(id)])
      throw redirect(`${args.url.pathname}/reassign?${new URLSearchParams(ticked)}`)
    }
    case 'end_day':
      return saveDay(here, args.url, form)
    default:
      return refused({ code: 'act_unknown' })
  }
}

async function saveDay({ app, actor, scope }: Awaited<ReturnType<typeof placeOf>>, url: URL, form: FormData) {
  const decision = await app.operations.changeEndDay(actor, {
    organizationId: scope.organizationId,
    licenseId: textOf(form, 'license'),
    endsOn: textOf(form, 'endsOn') || null,
  })
  if (!decision.ok) return refused({ ...decision.refusal, licenseId: textOf(form, 'license') })
  throw redirect(hereWith(url, { saved: 'end_day', job: null }))
}

/** One person over all teams: what they hold and held, asked for and were written, and the acts on all of it. */
export default function PersonPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('people')
  const format = useFormat()
  const { person, home, job } = loaderData
  const { address, accountName } = person
  const who = person.name || address
  return (
    <Stack>
      <PageHead
        title={<bdi>{who}</bdi>}
        thing={who}
        back={<Link to={`${home}/people`}>{words('people')}</Link>}
        summary={words('person_summary', { address, day: format.date(person.since, 'long') })}
        actions={<Acts {...loaderData} />}
      />
      <Refused refusal={actionData?.refusal} />
      {job && <JobBanner job={job} home={home} />}
      {loaderData.saved && (
        <Banner tone="ok" focus>
          {words('end_day_saved')}
        </Banner>
      )}
      {accountName && accountName !== person.name && (
        <p>{words('account_calls_itself', { name: accountName })}</p>
      )}
      <Section title={words('held_title')}>
        <PersonHeld {...loaderData} refusal={actionData?.refusal} />
      </Section>
      <Before {...loaderData} />
    </Stack>
  )
}

/** What was: licenses, requests, letters, and the log. */
function Before({ person, home, log, outlooks }: Route.ComponentProps['loaderData']) {
  const words = useWords('people')
  return (
    <>
      {person.past.length > 0 && (
        <Section title={words('past_title')}>
          <PersonPast past={person.past} home={home} />
        </Section>
      )}
      {person.requests.length > 0 && (
        <Section title={words('requests_title')}>
          <PersonRequests requests={person.requests} />
        </Section>
      )}
      <Section title={words('letters_title')}>
        <PersonLetters letters={person.letters} />
        <PersonReminders person={person} outlooks={outlooks} home={home} />
      </Section>
      {log && (
        <Section title={words('log_title')}>
          <OwnLog log={log} home={home} />
        </Section>
      )}
    </>
  )
}

/** What can be done with everything at once. */
function Acts({ person, home, jobId }: Route.ComponentProps['loaderData']) {
  const words = useWords('people')
  const mine = person.held.filter((license) => license.mayRevoke)
  if (mine.length === 0) return null
  return (
    <>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="jobId" value={jobId} />
        <Button name="act" value="remove" variant="primary">
          {words('remove_everything')}
        </Button>
      </Form>
      <Form method="post">
        <Button name="act" value="ask">
          {words('ask_first')}
        </Button>
      </Form>
      {mine.some((license) => license.mayAssign) && (
        <LinkButton to={`${home}/people/${person.id}/reassign`}>{words('reassign')}</LinkButton>
      )}
    </>
  )
}
