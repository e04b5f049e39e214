import { Form, Link, replace } from 'react-router'
import { refused } from '../answers.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Section, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/remind-page'
import { textOf } from './acts.server.ts'
import { mustBeAllowed, placeOf } from './place.server.ts'
import { planReminders, remindedAt } from './remind-page.server.ts'
import { RemindSkipped } from './remind-skipped.tsx'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  await mustBeAllowed(here, 'licenses.assign')
  return { home: here.place.home, ...(await planReminders(here, args)), jobId: crypto.randomUUID() }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const { app, actor, scope, place } = here
  const jobId = textOf(await args.request.formData(), 'jobId')
  const decision = await app.operations.remindPeople(actor, {
    organizationId: scope.organizationId,
    selection: remindedAt(here, args.url.searchParams),
    ...{ jobId, preview: false },
  })
  if (!decision.ok) return refused(decision.refusal)
  throw replace(`${place.home}/jobs/${jobId}`)
}

/** Who of those chosen on a list is reminded, and who is left out and why; then the report. */
export default function RemindPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('letters')
  const { home, licenses, people, skipped, jobId } = loaderData
  const back = <Link to={`${home}/licenses`}>{words('remind_back')}</Link>
  return (
    <Stack>
      <PageHead
        title={people === 0 ? words('remind_title_none') : words('remind_title', { count: people })}
        summary={people === 0 ? '' : words('remind_summary', { count: licenses })}
        back={back}
      />
      <Refused refusal={actionData?.refusal} />
      {people === 0 ? (
        <EmptyState
          title={words('remind_none')}
          action={<LinkButton to={`${home}/licenses?status=invited`}>{words('remind_choose')}</LinkButton>}
        >
          {words('remind_none_why')}
        </EmptyState>
      ) : (
        <Form method="post">
          <input type="hidden" name="jobId" value={jobId} />
          <Actions>
            <Button variant="primary">{words('remind_press', { count: people })}</Button>
          </Actions>
        </Form>
      )}
      {skipped.count > 0 && (
        <Section title={words('remind_skipped', { count: skipped.count })}>
          <RemindSkipped rows={skipped.rows} more={skipped.count - skipped.rows.length} />
        </Section>
      )}
    </Stack>
  )
}
