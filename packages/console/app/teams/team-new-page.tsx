import { data, Form, Link, replace } from 'react-router'
import { statusFor } from '../answers.ts'
import { mustBeAllowed, placeOf } from '../assignment/place.server.ts'
import { typedIn } from '../typed.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/team-new-page'
import { makeTeam } from './make-team.server.ts'
import { sourcesOf } from './seat-sources.server.ts'
import { SourceField } from './source-field.tsx'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  await mustBeAllowed(here, 'teams.create_for_licenses')
  const { home, mayCreateTeams, maySeeTeams } = here.place
  const sources = await sourcesOf(here, args.params.organization, null)
  return {
    ...{ back: maySeeTeams ? `${home}/teams` : home, mayBeEmpty: mayCreateTeams },
    ...{ sources, id: crypto.randomUUID() },
  }
}

export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const typed = typedIn(await args.request.formData())
  const made = await makeTeam(here, typed)
  if (!made.ok) return data({ refusal: made.refusal, typed }, statusFor(made.refusal))
  throw replace(`${here.place.home}/teams/${made.plan.teamId}?${made.plan.query}`)
}

/** A new team: its name, and at once, if wanted, its first licenses and its administrator. */
export default function TeamNewPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('teams')
  const { back, id, sources, mayBeEmpty } = loaderData
  const refusal = actionData?.refusal
  const typed = actionData?.typed
  const errors = useFieldErrors(refusal)
  const text = (name: string) => ({ name, error: errors?.[name], defaultValue: typed?.[name] })
  return (
    <>
      <PageHead
        title={words('new_team')}
        summary={words('new_team_summary')}
        back={back.endsWith('/teams') && <Link to={back}>{words('teams')}</Link>}
      />
      <Form method="post">
        <input type="hidden" name="id" value={typed?.id ?? id} />
        <Task summary={<p>{words('new_team_moves')}</p>}>
          {!errors && <Refused refusal={refusal} />}
          <FormErrors errors={errors} />
          <TextField {...text('name')} label={words('team_name')} autoComplete="off" dir="auto" />
          {sources.length > 0 && (
            <>
              <NumberField
                {...text('count')}
                label={words('new_team_count')}
                help={words(mayBeEmpty ? 'new_team_count_help' : 'new_team_count_needed')}
                optional={mayBeEmpty}
                min={1}
              />
              <SourceField sources={sources} chosen={typed?.source} />
            </>
          )}
          <TextField
            {...text('email')}
            label={words('new_team_administrator')}
            help={words('new_team_administrator_help')}
            optional
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            autoComplete="off"
            dir="ltr"
          />
          <Actions>
            <Button variant="primary">{words('create_team')}</Button>
            <Link to={back}>{words('cancel')}</Link>
          </Actions>
        </Task>
      </Form>
    </>
  )
}
