import { Form, Link, replace } from 'react-router'
import { refused } from '../answers.ts'
import { textOf } from '../assignment/acts.server.ts'
import { placeOf } from '../assignment/place.server.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Actions, Stack, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/team-merge-page'
import { loadMerge } from './merge-review.server.ts'
import { MergeReview } from './merge-review.tsx'
import { teamIn } from './team-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return loadMerge(await placeOf(args), args)
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const form = await args.request.formData()
  const jobId = textOf(form, 'jobId')
  const intoTeamId = Number(textOf(form, 'into'))
  const merged = await app.operations.mergeTeams(actor, {
    ...{ organizationId: scope.organizationId, teamId: teamIn(args.params), intoTeamId },
    ...{ jobId, preview: false },
  })
  if (!merged.ok) return refused(merged.refusal)
  throw replace(`${place.home}/teams/${intoTeamId}?done=merged&job=${jobId}`)
}

/** One team goes into another: choose which, look at what that does, and only then press the button. */
export default function TeamMergePage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('teams')
  const { home, team, others, into } = loaderData
  const page = `${home}/teams/${team.id}`
  return (
    <>
      <PageHead
        title={words('merge_title', { team: team.name })}
        summary={words('merge_summary')}
        back={<Link to={page}>{team.name}</Link>}
      />
      {others.length === 0 ? (
        <EmptyState
          title={words('merge_alone')}
          action={<LinkButton to={page}>{words('merge_back')}</LinkButton>}
        >
          {words('merge_alone_what')}
        </EmptyState>
      ) : (
        <Stack>
          <Refused refusal={actionData?.refusal ?? loaderData.refusal} />
          <Task>
            <Form method="get">
              <SelectField
                key={into?.id}
                name="into"
                label={words('merge_into')}
                defaultValue={into ? String(into.id) : undefined}
                options={others.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
              <Actions>
                <Button variant={into ? 'secondary' : 'primary'}>{words('merge_look')}</Button>
                <Link to={page}>{words('cancel')}</Link>
              </Actions>
            </Form>
          </Task>
          <MergeReview {...loaderData} />
        </Stack>
      )}
    </>
  )
}
