import { data, Form, Link, replace } from 'react-router'
import { statusFor } from '../answers.ts'
import { typedIn } from '../typed.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/move-page'
import { loadMove, moveTo } from './move-page.server.ts'
import { MoveSummary } from './move-summary.tsx'
import { mustBeAllowed, placeOf } from './place.server.ts'
import { TeamChoice } from './team-choice.tsx'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  await mustBeAllowed(here, 'licenses.transfer')
  return { ...(await loadMove(here, args)), jobId: crypto.randomUUID() }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const typed = typedIn(await args.request.formData())
  const moved = await moveTo(here, args, typed)
  if (!moved.ok) return data({ refusal: moved.refusal, typed }, statusFor(moved.refusal))
  throw replace(`${here.place.home}/jobs/${typed.jobId}`)
}

/** Licenses that were chosen on the list, and the team they are to go to: one there is, or a new one. */
export default function MovePage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('assignment')
  const { home, licenses, choice, jobId } = loaderData
  const typed = actionData?.typed
  const errors = useFieldErrors(actionData?.refusal)
  const back = <Link to={`${home}/licenses`}>{words('licenses')}</Link>
  if (licenses === 0)
    return (
      <>
        <PageHead title={words('move_title_none')} back={back} />
        <EmptyState
          title={words('move_none')}
          action={<LinkButton to={`${home}/licenses`}>{words('move_choose')}</LinkButton>}
        >
          {words('move_none_why')}
        </EmptyState>
      </>
    )
  return (
    <>
      <PageHead title={words('move_title', { count: licenses })} back={back} />
      <Form method="post">
        <input type="hidden" name="jobId" value={typed?.jobId ?? jobId} />
        <Task summary={<MoveSummary {...loaderData} />}>
          {!errors && <Refused refusal={actionData?.refusal} />}
          <FormErrors errors={errors} />
          <TeamChoice {...choice} typed={typed} error={errors?.name} />
          <Actions>
            <Button variant="primary">{words('move_count', { count: licenses })}</Button>
            <Link to={`${home}/licenses`}>{words('cancel')}</Link>
          </Actions>
        </Task>
      </Form>
    </>
  )
}
